import Positioning
import Timekeeping

/// What the locator tells of the site's radio, for who looks after it.
extension ContractMessage {
    static var calibration: ContractMessage {
        ContractMessage(
            "site-calibration", title: "Calibration",
            """
            What is known about the radio of the site, as the locator uses it: path loss, the sensors' gains, what was \
            alarming at the last look, and how good positions were before and after, on the same scans.
            """, shape: shape
        ) { SitePublications.calibration(ContractSample.calibration(site: $0.topics.site)) }
    }

    private static let shape = Schema.object([
        .required("site", .identifier, "The site."),
        .required("version", .integer(from: 0), "Rises with each change."),
        .optional("at", .instant, "When it was made."),
        .required("basis", choice(CalibrationDocument.Basis.self), "Where the numbers come from."),
        .required("samples", .integer(from: 0), "How many scans or stops are behind them."),
        .required("model", model, "Path loss and its spread."),
        .required("sensors", .array(of: gain), "What is known of each sensor."),
        .required("alarms", .array(of: alarm), "What a person should look at."),
        .required("before", figures, "What positions were worth with the numbers that were in force before."),
        .required("after", figures, "What they are worth with these, on the same scans."),
    ])

    private static let model = Schema.object([
        .required("exponent", .number(to: 8), "The path-loss exponent."),
        .required("referenceLevelDBm", .number(from: -150, to: 50), "Level at 1 m from an average transmitter."),
        .required("shadowingDecibels", .number(to: 30), "Spread of what stays the same over one scan."),
        .required("fadingDecibels", .number(to: 30), "Spread from frame to frame."),
        .required("transmitSpreadDecibels", .number(to: 30), "Spread of transmit power."),
    ])

    private static let gain = Schema.object([
        .required("id", .identifier, "The sensor."),
        .optional("offsetDecibels", .number(from: -60, to: 60), "How much more it hears than the mean of all."),
        .optional("misfitDecibels", .number(to: 100), "How much it misses what the others make of the same scans."),
        .optional("mapLengthMetres", .number(to: 1000), "Over how many metres the map's values are alike."),
        .optional("mapRemainingVariance", .number(to: 1000), "Variance that the map leaves unexplained, in dB²."),
        .required("mapPoints", .array(of: mapPoint), "The stops of a labelled walk: what shelves and walls do."),
    ])

    private static let mapPoint = Schema.object([
        .required("floor", .integer(from: 0, to: 15), "The position of its floor in the site document."),
        .required("x", .number(from: -10_000, to: 10_000), "Metres on the plan."),
        .required("y", .number(from: -10_000, to: 10_000), "Metres on the plan."),
        .required("weight", .number(from: -1000, to: 1000), "The stop's weight in decibels."),
    ])

    private static let alarm = Schema.object([
        .required("kind", choice(CalibrationDocument.Alarm.Kind.self), "What has changed."),
        .optional("sensor", .identifier, "Which sensor's; absent for what is the site's."),
        .required(
            "change", .number(from: -1_000_000, to: 1_000_000),
            "By how much: of the exponent, decibels of a gain, a factor of a misfit, how many scans there were."),
    ])

    private static let figures = Schema.object([
        .optional("scans", .integer(from: 0), "The scans that were looked at."),
        .optional("evidencePerScan", .number(from: -1000, to: 1000), "How probable they are, as a logarithm per scan."),
        .optional(
            "expectedErrorMetres", .number(to: 10_000),
            "The root mean squared error that the positions expect of themselves."),
        .optional("publishedShare", .share, "Share of the scans with a zone that is at least 0.6 probable."),
        .optional("medianErrorMetres", .number(to: 10_000), "With known places: the median error."),
        .optional("rootMeanSquareErrorMetres", .number(to: 10_000), "With known places: the root mean squared error."),
        .optional("zoneAccuracy", .share, "With known places: how often the most probable zone is the true one."),
    ])

    private static func choice<Choice: CaseIterable & RawRepresentable<String>>(_ kind: Choice.Type) -> Schema {
        .word(of: kind.allCases.map(\.rawValue))
    }
}

extension Schema {
    fileprivate static func number(from minimum: Int, to maximum: Int) -> Self {
        number(to: maximum).with("minimum", DocumentValue(.integer(minimum)))
    }
}

extension ContractSample {
    fileprivate static func calibration(site: String) -> CalibrationDocument {
        var calibration = Calibration(basis: .crowd, offsets: ["entrance": 1.5, "window": -1.5], sampleCount: 412)
        calibration.generation = 3
        calibration.misfits = ["entrance": 4.5, "window": 5]
        var before = CalibrationDocument.Figures()
        (before.scans, before.evidencePerScan, before.expectedErrorMetres) = (412, -7.5, 4.25)
        var after = before
        (after.evidencePerScan, after.expectedErrorMetres) = (-7, 3.75)
        return CalibrationDocument(
            site: site, calibration, alarms: [.sensorChanged("window", -7.5)], at: boot.rfc3339, before: before,
            after: after)
    }
}
