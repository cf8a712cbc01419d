import Presence

/// The topics of one sensor and of the zones it speaks for, made of identifiers only, of fixed depth:
/// `footfall/v1/{site}/{kind}/{id}/{channel}`.
///
/// Identifiers were checked when the configuration was read, so that nothing here can be a wildcard or empty.
public struct Topics: Equatable, Sendable {
    /// Whether the agent runs; the last will's topic.
    public let status: String
    /// What the agent is.
    public let info: String
    /// How it does.
    public let health: String
    /// What is wrong.
    public let alert: String
    /// How full each zone is, in the site's order.
    public let occupancy: [String]
    /// What the closed windows of each zone amount to, in the site's order.
    public let footfall: [String]
    /// Who went from zone to zone in the last closed hour.
    public let flow: String
    /// A zone is of another level of crowding.
    public let level: String
    /// What other counters say, each on a topic of its own: a filter.
    public let counters: String
    /// The agent as a source of events.
    public let source: String

    /// To whom an offer may be made.
    public let offerEligible: String
    /// What leads to the next epoch's key.
    public let keys: String

    let site: String
    private let visitStarted: String
    private let visitMoved: String
    private let visitIdle: String
    private let visitResumed: String
    private let visitEnded: String

    /// The topics of `sensor` at `site`, which speaks for `zones`; all are identifiers.
    public init(site: String, sensor: String, zones: [String]) {
        self.site = site
        let root = "footfall/v1/\(site)"
        status = Self.status(site: site, sensor: sensor)
        info = "\(root)/sensor/\(sensor)/info"
        health = "\(root)/sensor/\(sensor)/health"
        alert = Self.alert(site: site, sensor: sensor)
        occupancy = zones.map { "\(root)/zone/\($0)/occupancy" }
        footfall = zones.map { "\(root)/zone/\($0)/footfall" }
        keys = "\(root)/site/keys/epoch"
        offerEligible = "\(root)/event/offer/eligible"
        flow = "\(root)/site/flow/hour"
        level = "\(root)/event/zone/level"
        counters = "\(root)/counter/+/reading"
        visitStarted = "\(root)/event/visit/started"
        visitMoved = "\(root)/event/visit/moved"
        visitIdle = "\(root)/event/visit/idle"
        visitResumed = "\(root)/event/visit/resumed"
        visitEnded = "\(root)/event/visit/ended"
        source = "/footfall/\(site)/\(sensor)"
    }

    /// What the site is to Home Assistant.
    func homeAssistantDevice(prefix: String) -> String {
        "\(prefix)/device/\(HomeAssistantDiscovery.identifier(ofSite: site))/config"
    }

    /// Where Home Assistant says that it has started, as `online`.
    public static func homeAssistantStatus(prefix: String) -> String { "\(prefix)/status" }

    /// Where a counter says what it has counted.
    public func counter(_ counter: String) -> String { Self.counter(counter, site: site) }

    /// What happened to visits.
    func visit(_ kind: VisitEvent.Kind) -> String {
        switch kind {
        case .started: visitStarted
        case .moved: visitMoved
        case .idle: visitIdle
        case .resumed: visitResumed
        case .ended: visitEnded
        }
    }
}
