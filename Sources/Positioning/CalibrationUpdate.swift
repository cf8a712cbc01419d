/// The nightly rule: how far a new calibration may move the one in force, and what is alarming about it.
///
/// Source: science page 1.7: weight 0.3; a change of the exponent above 0.4, or of an offset above 4 dB, is not followed.
public struct CalibrationUpdate: Hashable, Sendable {
    /// Share of the difference that one night may bring.
    public var weight = 0.3
    /// Fewest bursts behind an update of a calibration that is in force.
    public var minimumSamples = 300
    /// Largest change of the exponent in one night.
    public var largestExponentStep = 0.4
    /// Largest change of an offset in one night, in decibels.
    public var largestOffsetStep = 4.0
    /// Largest growth of a sensor's misfit, relative to the other sensors', before it is taken for moved.
    public var largestMisfitGrowth = 1.2

    /// Something that a person should look at.
    public enum Alarm: Hashable, Sendable {
        /// Too few bursts for an update.
        case tooFewSamples(Int)
        /// The exponent would change by this much: furniture, walls, or many sensors at once. Nothing was followed.
        case exponentDrift(Double)
        /// The sensor hears this many decibels more (or, negative, less) than it did, relative to the others: it was
        /// covered, or lost its antenna. Its offset was not followed.
        case sensorChanged(String, Double)
        /// The sensor's levels fit its place on the plan by this factor worse than they did, or its links to what never
        /// moves changed by this many times what is usual: it was moved or turned.
        case sensorMoved(String, Double)
    }

    /// The calibration to use from now on, and why it is not all that was offered.
    public struct Outcome: Hashable, Sendable {
        /// What is in force now.
        public var calibration: Calibration
        /// Empty when all was followed.
        public var alarms: [Alarm]

        /// What is in force, and why it is not all that was offered.
        public init(calibration: Calibration, alarms: [Alarm]) {
            self.calibration = calibration
            self.alarms = alarms
        }
    }

    /// The usual rule.
    public init() {}

    /// Moves `current` towards `offered`; follows it entirely when nothing was calibrated before.
    public func applied(_ offered: Calibration, to current: Calibration) -> Outcome {
        guard current.basis != .none else { return Outcome(calibration: offered, alarms: []) }
        guard offered.sampleCount >= minimumSamples else {
            return Outcome(calibration: current, alarms: [.tooFewSamples(offered.sampleCount)])
        }
        let moved = movedSensors(from: current.misfits, to: offered.misfits)
        let drift = offered.model.exponent - current.model.exponent
        guard abs(drift) <= largestExponentStep else {
            return Outcome(calibration: current, alarms: [.exponentDrift(drift)] + moved)
        }
        var updated = current
        updated.generation += 1
        updated.sampleCount = offered.sampleCount
        updated.model.exponent += weight * drift
        updated.model.referenceLevel += weight * (offered.model.referenceLevel - current.model.referenceLevel)
        updated.model.shadowing += weight * (offered.model.shadowing - current.model.shadowing)
        updated.misfits.merge(offered.misfits) { old, new in old + weight * (new - old) }
        let alarms = moveOffsets(of: &updated, towards: offered) + moved
        return Outcome(calibration: updated, alarms: alarms)
    }

    /// A misfit also grows with the crowd and the shelves, for all sensors: the median factor is no sensor's fault.
    private func movedSensors(from old: [String: Double], to new: [String: Double]) -> [Alarm] {
        let factors = new.keys.sorted().compactMap { name in
            old[name].flatMap { $0 > 0 ? (name, (new[name] ?? 0) / $0) : nil }
        }
        let common = Self.median(factors.map(\.1))
        return factors.filter { $0.1 > largestMisfitGrowth * max(common, 1) }
            .map { .sensorMoved($0.0, $0.1 / max(common, 1)) }
    }

    /// Offsets only mean something relative to each other. One deaf sensor shifts the mean of all, so the steps are
    /// taken about their median.
    private func moveOffsets(of calibration: inout Calibration, towards offered: Calibration) -> [Alarm] {
        let names = offered.offsets.keys.filter { calibration.offsets[$0] != nil }.sorted()
        let steps = names.map { (offered.offsets[$0] ?? 0) - (calibration.offsets[$0] ?? 0) }
        let common = Self.median(steps)
        var alarms: [Alarm] = []
        for (name, step) in zip(names, steps) {
            if abs(step - common) > largestOffsetStep {
                alarms.append(.sensorChanged(name, step - common))
            } else {
                calibration.offsets[name, default: 0] += weight * (step - common)
            }
        }
        for (name, offset) in offered.offsets where calibration.offsets[name] == nil {
            calibration.offsets[name] = offset - common
        }
        return alarms
    }

    private static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
