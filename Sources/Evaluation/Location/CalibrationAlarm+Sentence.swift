public import Positioning

extension CalibrationUpdate.Alarm {
    /// For an operator.
    public var sentence: String {
        switch self {
        case .tooFewSamples(let count):
            "too few scans to change a calibration that is in force (\(count); 300 are needed)"
        case .exponentDrift(let change):
            "the path-loss exponent would change by \(CalibrationReview.number(change)): nothing was changed "
                + "(was the site rebuilt, or were several sensors moved?)"
        case .sensorChanged(let sensor, let change):
            "\(sensor) hears \(CalibrationReview.decibels(change)) against the others: its gain was not changed "
                + "(is it covered, or its antenna loose?)"
        case .sensorMoved(let sensor, _):
            "what \(sensor) hears does not fit its place on the plan any more (was it moved?)"
        }
    }
}
