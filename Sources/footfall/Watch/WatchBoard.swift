import Fleet
import Timekeeping

/// What the messages of a broker say of zones and sensors, the last word of each.
struct WatchBoard {
    /// A zone or a sensor of a site.
    struct Key: Hashable, Comparable {
        let site: String
        let name: String

        static func < (left: Self, right: Self) -> Bool { (left.site, left.name) < (right.site, right.name) }
    }

    struct Sensor {
        var state: String?
        var stateSince: WallTime?
        var version: String?
        var alerts: [String] = []
        var health: Health?
        var framesPerSecond: Double?
    }

    struct Health {
        var frames = 0
        var drops = 0
        var waiting = 0
        var residentBytes = 0
        var clock = ""
        var at: WallTime
    }

    private(set) var zones: [Key: PublishedZone] = [:]
    private(set) var sensors: [Key: Sensor] = [:]

    /// A message arrived. What is none of the contract is passed over, and so is what would be too many to show.
    mutating func received(topic: String, payload: [UInt8], at now: WallTime) {
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard levels.count == 6, payload.count <= Self.mostBytes else { return }
        let key = Key(site: levels[2], name: levels[4])
        switch (levels[3], levels[5]) {
        case ("zone", _) where payload.isEmpty: zones[key] = nil
        case ("zone", "occupancy"):
            guard zones.count < Self.most || zones[key] != nil else { return }
            if let zone = PublishedZone(topic: topic, payload: payload) { zones[key] = zone }
        case ("sensor", "status") where payload.isEmpty: sensors[key] = nil
        case ("sensor", let channel):
            guard sensors.count < Self.most || sensors[key] != nil,
                let document = try? DocumentValue(reading: payload, as: .json)
            else { return }
            sensors[key, default: Sensor()].take(document, of: channel, at: now)
        default: break
        }
    }

    private static let mostBytes = 65_536
    private static let most = 10_000
}

extension WatchBoard.Sensor {
    fileprivate mutating func take(_ document: DocumentValue, of channel: String, at now: WallTime) {
        switch channel {
        case "status":
            state = document.text("state")
            stateSince = document.text("at").flatMap { WallTime(rfc3339: $0) }
        case "info": version = document.text("version")
        case "alert": alerts = document.elements("alerts").compactMap { $0.text("alert") }
        case "health":
            let radios = document.elements("radios")
            let next = WatchBoard.Health(
                frames: Self.sum(radios, "frames"), drops: Self.sum(radios, "kernelDrops"),
                waiting: document.value("outbox")?.number("depth") ?? 0,
                residentBytes: document.number("residentBytes") ?? 0,
                clock: document.value("clock")?.text("quality") ?? "", at: now)
            if let health, next.at > health.at, next.frames >= health.frames {
                framesPerSecond = Double(next.frames - health.frames) / (next.at - health.at).seconds
            }
            health = next
        default: break
        }
    }

    /// The sum over all radios; numbers of a stranger do not overflow.
    private static func sum(_ radios: [DocumentValue], _ name: String) -> Int {
        radios.reduce(0) { sum, radio in
            let (more, isTooLarge) = sum.addingReportingOverflow(max(0, radio.number(name) ?? 0))
            return isTooLarge ? .max : more
        }
    }
}
