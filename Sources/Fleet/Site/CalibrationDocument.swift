public import Positioning

/// What is known about the radio of a site, as it is stored and sent: numbers, where they come from, and what they
/// brought. Its notation is JSON; it is written by the agent and by `footfall calibrate`, and read strictly.
public struct CalibrationDocument: Equatable, Sendable {
    /// The site that it belongs to.
    public var site: String
    /// Rises with each accepted change.
    public var version: Int
    /// When it was made, RFC 3339; `nil` before any calibration.
    public var at: String?
    /// Where the numbers come from.
    public var basis: Basis
    /// How many scans or stops are behind them.
    public var samples: Int
    /// Path loss and its spread.
    public var model: Model
    /// What is known of each sensor.
    public var sensors: [Sensor]
    /// What a person should look at.
    public var alarms: [Alarm] = []
    /// What could be said of positions with the numbers that were in force before.
    public var before = Figures()
    /// What can be said of them with these, on the same scans.
    public var after = Figures()

    /// Where numbers come from.
    public enum Basis: String, CaseIterable, Sendable {
        /// Nothing was measured yet.
        case none
        /// Scans of whoever was there.
        case crowd
        /// A walk over known places.
        case walk
    }

    /// The document of `calibration` for `site`; `at` is RFC 3339.
    public init(
        site: String, _ calibration: Calibration, alarms: [CalibrationUpdate.Alarm] = [], at: String?,
        before: Figures = Figures(), after: Figures = Figures()
    ) {
        self.site = site
        version = calibration.generation
        self.at = at
        basis = Basis(calibration.basis)
        samples = calibration.sampleCount
        model = Model(calibration.model)
        sensors = Set(calibration.offsets.keys).union(calibration.residuals.keys).sorted().map { name in
            Sensor(
                id: name, offset: calibration.offsets[name], misfit: calibration.misfits[name],
                residuals: calibration.residuals[name])
        }
        self.alarms = alarms.map(Alarm.init)
        self.before = before
        self.after = after
    }

    /// Reads a document.
    ///
    /// - Throws: ``InvalidConfiguration`` with all problems at once.
    public init(reading bytes: [UInt8]) throws(InvalidConfiguration) {
        var problems = ProblemList()
        let document = DocumentValue.read(bytes, as: .json, problems: &problems)
        guard let document else { throw InvalidConfiguration(problems: problems.sorted()) }
        self.init(site: "", Calibration(), at: nil)
        var reader = SectionReader(problems: problems)
        reader.section(document, into: &self)
        guard reader.problems.isEmpty else { throw InvalidConfiguration(problems: reader.problems.sorted()) }
    }

    /// The document with all its members.
    public func effectiveDocument() -> DocumentValue { document }

    /// The document as JSON. Equal documents give equal octets.
    public var json: [UInt8] { document.json() }

    /// What positioning takes.
    public var calibration: Calibration {
        var calibration = Calibration(basis: basis.basis, model: model.model, sampleCount: samples)
        calibration.generation = version
        for sensor in sensors {
            calibration.offsets[sensor.id] = sensor.offsetDecibels
            calibration.misfits[sensor.id] = sensor.misfitDecibels
            calibration.residuals[sensor.id] = sensor.residuals
        }
        return calibration
    }
}

extension CalibrationDocument.Basis {
    init(_ basis: Calibration.Basis) {
        switch basis {
        case .none: self = .none
        case .crowd: self = .crowd
        case .walk: self = .walk
        }
    }

    fileprivate var basis: Calibration.Basis {
        switch self {
        case .none: .none
        case .crowd: .crowd
        case .walk: .walk
        }
    }
}

extension CalibrationDocument: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .required("site", \.site, .identifier(example: "shop-12")),
        .required("version", \.version, .integer(in: 0...1_000_000_000)),
        .optional("at", \.at, .dateTime),
        .value("basis", \.basis, .choice),
        .value("samples", \.samples, .integer(in: 0...1_000_000_000)),
        .section("model", \.model),
        .list("sensors", \.sensors, count: 0...64),
        .list("alarms", \.alarms, count: 0...256),
        .section("before", \.before),
        .section("after", \.after),
    ]
}

extension FieldRule where Value == String {
    /// An instant. Source: RFC 3339 §5.6.
    fileprivate static let dateTime = Self(
        expectation: "a date and time such as 2026-03-02T03:30:00Z", example: "2026-03-02T03:30:00Z",
        decode: { content throws(FieldFault) in
            guard case .string(let text) = content else { throw FieldFault(kind: .wrongType) }
            let isOne = text.wholeMatch(of: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})/)
            guard isOne != nil else { throw FieldFault(kind: .outOfRange) }
            return text
        },
        encode: { .string($0) }, schema: .text(format: "date-time"))
}
