import Fleet

/// What a topic of the public contract speaks of.
enum BoardTopic: Equatable, Sendable {
    case occupancy(zone: String)
    case footfall(zone: String)
    case flow
    case visit(event: String)
    case level
    case offer
    case sensor(String, SensorChannel)
    case siteReported
    case siteDesired
    case counter(String)

    /// What a sensor says of itself.
    enum SensorChannel: String, Sendable {
        case status, info, health, alert, reported
    }

    /// The place of a topic of the site; `nil` for one that is not of the public contract.
    init?(_ topic: String, site: String) {
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard levels.count == 6, levels[0] == "footfall", levels[1] == "v1", levels[2] == site,
            Topics.isIdentifier(levels[4])
        else { return nil }
        switch (levels[3], levels[4], levels[5]) {
        case ("zone", let zone, "occupancy"): self = .occupancy(zone: zone)
        case ("zone", let zone, "footfall"): self = .footfall(zone: zone)
        case ("site", "flow", "hour"): self = .flow
        case ("site", "configuration", "reported"): self = .siteReported
        case ("site", "configuration", "desired"): self = .siteDesired
        case ("event", "visit", let event): self = .visit(event: event)
        case ("event", "zone", "level"): self = .level
        case ("event", "offer", "eligible"): self = .offer
        case ("counter", let counter, "reading"): self = .counter(counter)
        case ("sensor", let sensor, let channel):
            guard let channel = SensorChannel(rawValue: channel) else { return nil }
            self = .sensor(sensor, channel)
        default: return nil
        }
    }

    /// The longest payload that is looked at. What an honest site says is a tenth of it.
    var mostBytes: Int {
        switch self {
        case .siteDesired: 1 << 20
        case .sensor: 32 << 10
        default: 16 << 10
        }
    }
}
