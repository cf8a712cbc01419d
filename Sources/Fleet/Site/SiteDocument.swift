/// What all sensors of a site are told together: floors, zones, and the sensors themselves, in metres on one plan.
///
/// From a file (``Configuration/siteFile``), or pushed by a fleet manager. The annotated reference is
/// deploy/site.reference.yaml. A site document that was read is right: ``plan`` has no problem.
public struct SiteDocument: Equatable, Sendable {
    /// The site's identifier, a level of every topic.
    public var site: String
    /// Rises with each change.
    public var version: Int
    /// IANA name of the site's time zone, in which its days begin.
    public var timeZone: String
    /// The storeys: 1 to 16.
    public var floors: [Floor]
    /// The zones: 1 to 64, at least one inside.
    public var zones: [Zone]
    /// The boxes: 1 to 64.
    public var sensors: [Sensor]

    /// A site of these parts. It may be wrong; one that was read is not.
    public init(
        site: String, version: Int = 1, timeZone: String = "UTC", floors: [Floor], zones: [Zone], sensors: [Sensor]
    ) {
        self.site = site
        self.version = version
        self.timeZone = timeZone
        self.floors = floors
        self.zones = zones
        self.sensors = sensors
    }

    /// Reads a document.
    ///
    /// - Throws: ``InvalidConfiguration`` with all problems at once, geometry included; in a text that is not of its
    ///   notation, with the first fault, which hides the others.
    public init(reading bytes: [UInt8], as format: DocumentFormat) throws(InvalidConfiguration) {
        var problems = ProblemList()
        let document = DocumentValue.read(bytes, as: format, problems: &problems)
        guard let document else { throw InvalidConfiguration(problems: problems.sorted()) }
        try self.init(document, after: problems)
    }

    /// Reads a document that is parsed already.
    ///
    /// - Throws: ``InvalidConfiguration`` with all problems at once.
    public init(_ document: DocumentValue) throws(InvalidConfiguration) {
        try self.init(document, after: ProblemList())
    }

    private init(_ document: DocumentValue, after problems: ProblemList) throws(InvalidConfiguration) {
        self.init(site: "", floors: [], zones: [], sensors: [])
        var reader = SectionReader(problems: problems)
        reader.section(document, into: &self)
        var found = reader.problems
        for problem in SiteSurvey(self).problems { found.append(problem.located(in: document)) }
        guard found.isEmpty else { throw InvalidConfiguration(problems: found.sorted()) }
    }

    /// The document that says all that is in force, defaults included, in the order of the reference. Reading it gives
    /// the site document back.
    public func effectiveDocument() -> DocumentValue { document }

    /// The path of every key that a document may hold, in the order of the reference.
    public static var keys: [String] { keyPaths }

    /// Whether `document` is meant as a site document and not as the configuration of one sensor.
    public static func isMeant(by document: DocumentValue) -> Bool {
        guard case .object(let members) = document.content else { return false }
        let keys = Set(members.map(\.key))
        return !keys.isDisjoint(with: ["floors", "zones", "sensors"]) && keys.isDisjoint(with: ["sensor", "capture"])
    }
}

extension SiteDocument: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .required("site", \.site, .identifier(example: "shop-12")),
        .required("version", \.version, .integer(in: 1...1_000_000_000)),
        .required("timeZone", \.timeZone, .timeZoneName),
        .list("floors", \.floors, count: 1...16),
        .list("zones", \.zones, count: 1...64),
        .list("sensors", \.sensors, count: 1...64),
    ]
}
