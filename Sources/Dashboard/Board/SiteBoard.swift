import Fleet
import Timekeeping

/// What a broker has said of a site, and nothing else: what pages show, and what is measured.
///
/// Bounded: so many zones, sensors, windows and lines, and no message longer than its kind can be. What does not fit is
/// refused and counted.
struct SiteBoard: Sendable {
    /// What is known of a zone.
    struct Zone: Equatable, Sendable {
        var occupancy: Leaf?
        /// What is measured of it.
        var figures: PublishedZone?
        /// Until when its figures speak.
        var windowEnd: WallTime?
        /// The last closed window of each length.
        var footfall: [Int: Leaf] = [:]
        var history = ZoneHistory()
    }

    /// What is known of a sensor.
    struct Sensor: Equatable, Sendable {
        var channels: [String: Leaf] = [:]
        var figures = SensorFigures()
    }

    let site: String
    var zones: [String: Zone] = [:]
    var sensors: [String: Sensor] = [:]
    var flow: Leaf?
    var reported: Leaf?
    var plan: SitePlan
    var log = EventLog()
    var consented = ConsentedVisits()
    /// Messages that were no use: not of the contract, too long, too many.
    private(set) var refusedCount = 0

    /// A board of a site of which nothing has been heard.
    init(site: String, plan: SiteDocument? = nil) {
        self.site = site
        self.plan = SitePlan(given: plan)
    }

    /// A message came. Answers what is different now.
    mutating func heard(_ topic: String, _ payload: [UInt8], isRetained: Bool, at time: WallTime) -> [BoardUpdate] {
        guard let place = BoardTopic(topic, site: site), payload.count <= place.mostBytes else { return refused() }
        if payload.isEmpty { return cleared(place) }
        guard let document = try? DocumentValue(reading: payload, as: .json), case .object = document.content else {
            return refused()
        }
        let message = Heard(payload: payload, document: document, isRetained: isRetained, time: time)
        guard let updates = take(message, at: place) else { return refused() }
        return updates
    }

    /// A message with what is known of how it came.
    struct Heard {
        let payload: [UInt8]
        let document: DocumentValue
        let isRetained: Bool
        let time: WallTime

        func leaf(saidAt: WallTime?) -> Leaf {
            Leaf(document, saidAt: saidAt, isRetained: isRetained, at: time)
        }
    }

    private mutating func take(_ message: Heard, at place: BoardTopic) -> [BoardUpdate]? {
        switch place {
        case .occupancy(let zone): return heardOccupancy(message, of: zone)
        case .footfall(let zone): return heardFootfall(message, of: zone)
        case .flow: return heardFlow(message)
        case .sensor(let sensor, let channel): return heardSensor(message, sensor, channel)
        case .siteReported: return heardSiteReported(message)
        case .siteDesired: return heardSiteDesired(message)
        case .visit(let event): return heardVisit(message, event)
        case .level: return heardLevel(message)
        case .offer: return heardOffer(message)
        case .counter(let counter): return heardCounter(message, counter)
        }
    }

    /// A retained message is gone: what it said is true no longer.
    private mutating func cleared(_ place: BoardTopic) -> [BoardUpdate] {
        switch place {
        case .occupancy(let zone):
            zones[zone]?.occupancy = nil
            zones[zone]?.figures = nil
            return forgetting(zone: zone) ?? [BoardUpdate("zones", zone, "occupancy", value: nil)]
        case .footfall(let zone):
            zones[zone]?.footfall = [:]
            return forgetting(zone: zone) ?? [BoardUpdate("zones", zone, "footfall", value: nil)]
        case .sensor(let sensor, let channel):
            sensors[sensor]?.channels[channel.rawValue] = nil
            if sensors[sensor]?.channels.keys.contains(where: { $0 != "health" }) == false { sensors[sensor] = nil }
            return sensors[sensor] == nil
                ? [BoardUpdate("sensors", sensor, value: nil)]
                : [BoardUpdate("sensors", sensor, channel.rawValue, value: nil)]
        case .flow:
            flow = nil
            return [BoardUpdate("flow", value: nil)]
        case .siteReported:
            reported = nil
            return [BoardUpdate("reported", value: nil)]
        case .siteDesired: return plan.desired(nil) ? [planUpdate] : []
        case .visit, .level, .offer, .counter: return []
        }
    }

    private mutating func forgetting(zone: String) -> [BoardUpdate]? {
        guard let known = zones[zone], known.occupancy == nil, known.footfall.isEmpty else { return nil }
        zones[zone] = nil
        return [BoardUpdate("zones", zone, value: nil)]
    }

    private mutating func refused() -> [BoardUpdate] {
        refusedCount += 1
        return []
    }

    /// A site has at most 64 of each; some more, that were renamed, may still be retained.
    static let mostPlaces = 128
}
