import Fleet
import Timekeeping

/// Where people are who agreed to be seen: how many in each zone, and nothing that tells one from another.
///
/// Visits of devices that merely keep their address are no consent, and never get here.
struct ConsentedVisits: Equatable, Sendable {
    private struct Visit: Equatable, Sendable {
        var zone: String
        var seenAt: WallTime
    }

    private var visits: [String: Visit] = [:]

    /// A visit event came. Answers whether a number changed.
    mutating func happened(_ event: String, _ data: DocumentValue, at time: WallTime) -> Bool {
        let before = counts
        visits = visits.filter { time - $0.value.seenAt < Self.patience }
        if let visit = data.text("visit") {
            if data.text("basis") == "consented", event != "ended", event != "idle", let zone = data.text("zone"),
                Topics.isIdentifier(zone), visits[visit] != nil || visits.count < Self.most
            {
                visits[visit] = Visit(zone: zone, seenAt: time)
            } else {
                visits[visit] = nil
            }
        }
        return counts != before
    }

    /// How many are in each zone.
    var counts: [String: Int] { visits.values.reduce(into: [:]) { $0[$1.zone, default: 0] += 1 } }

    /// A visit whose end was never told.
    private static let patience = Interval.minutes(120)
    private static let most = 500
}
