/// What one sensor is told: one document, from a file or pushed by a fleet manager.
///
/// The annotated reference is deploy/footfall.reference.yaml; it lists every key with its default.
public struct Configuration: Equatable, Sendable {
    /// The site's identifier, a level of every topic.
    public var site: String
    /// The sensor's identifier, unique in its site.
    public var sensor: String
    /// The site document, for a site of several sensors; `nil` for one sensor alone.
    public var siteFile: String?
    /// The shop's time zone, by its name in the IANA database: windows go by its clocks.
    public var timeZone = "UTC"
    /// Where frames come from.
    public var capture: Capture
    /// What counts as inside.
    public var zone = Zone()
    /// When a visit begins, rests, ends, and what it is called.
    public var presence = Presence()
    /// How devices are counted.
    public var counting = Counting()
    /// From how many people on a zone is of which level.
    public var levels = Levels()
    /// What may leave, within the floor.
    public var privacy = Privacy()
    /// Who agreed, and who objected.
    public var consent = Consent()
    /// When an offer may be made to who agreed to offers.
    public var offers = Offers()
    /// Where messages go.
    public var broker = Broker()
    /// What waits while the broker is away.
    public var outbox = Outbox()
    /// By what the box is known to its site.
    public var keys = Keys()
    /// Where the agent keeps what must survive a power cut.
    public var storage = Storage()
    /// Who may change the configuration over MQTT.
    public var fleet = Fleet()
    /// How often the sensor says how it is.
    public var health = Health()
    /// Where a monitoring system reads how the sensor is.
    public var metrics = Metrics()
    /// Whether the site shows itself to Home Assistant.
    public var homeAssistant = HomeAssistant()
    /// What the log tells.
    public var log = Log()

    /// The defaults, for the three keys that have none.
    public init(site: String, sensor: String, interface: String) {
        self.init(site: site, sensor: sensor, capture: Capture(interface: interface))
    }

    /// The defaults, with these sources of frames.
    public init(site: String, sensor: String, capture: Capture) {
        self.site = site
        self.sensor = sensor
        self.capture = capture
    }

    /// Reads a document.
    ///
    /// - Throws: ``InvalidConfiguration`` with all problems at once; in a text that is not of its notation, with the
    ///   first fault, which hides the others.
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
        // The empty texts never leave: a document without these keys is refused.
        self.init(site: "", sensor: "", capture: Capture())
        var reader = SectionReader(problems: problems)
        reader.section(document, into: &self)
        guard reader.problems.isEmpty else { throw InvalidConfiguration(problems: reader.problems.sorted()) }
    }

    /// The document that says all that is in force, defaults included, in the order of the reference. Equal
    /// configurations give equal documents, and reading one gives the configuration back.
    public func effectiveDocument() -> DocumentValue { document }

    /// Who the sensor is to the broker: as configured, else from site and sensor. No two clients of a broker may
    /// share it.
    public var clientIdentifier: String { broker.clientIdentifier ?? "footfall-\(site)-\(sensor)" }

    /// The path of every key that a document may hold, in the order of the reference.
    public static var keys: [String] { keyPaths }
}

extension Configuration: DocumentSection {
    var contradictions: [Contradiction] {
        guard !capture.listens, siteFile == nil else { return [] }
        let message = "is missing: a box that does not listen (capture.adapter: none) is the locator of a site"
        return [Contradiction("siteFile", message: message)]
    }

    static let fields: [DocumentField<Self>] = [
        .required("site", \.site, .identifier(example: "shop-12")),
        .required("sensor", \.sensor, .identifier(example: "entrance")),
        .optional("siteFile", \.siteFile, .filePath(example: "/etc/footfall/site.yaml")),
        .value("timeZone", \.timeZone, .timeZoneName),
        .section("capture", \.capture),
        .section("zone", \.zone),
        .section("presence", \.presence),
        .section("counting", \.counting),
        .section("levels", \.levels),
        .section("privacy", \.privacy),
        .section("consent", \.consent),
        .section("offers", \.offers),
        .section("broker", \.broker),
        .section("outbox", \.outbox),
        .section("keys", \.keys),
        .section("storage", \.storage),
        .section("fleet", \.fleet),
        .section("health", \.health),
        .section("metrics", \.metrics),
        .section("homeAssistant", \.homeAssistant),
        .section("log", \.log),
    ]
}
