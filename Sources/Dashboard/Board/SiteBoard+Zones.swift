import Fleet
import Timekeeping

/// What is said of zones and of those who are in them.
extension SiteBoard {
    mutating func heardOccupancy(_ message: Heard, of zone: String) -> [BoardUpdate]? {
        guard let figures = PublishedZone(zone, message.document), hasRoom(for: zone),
            let windowEnd = message.document.value("window")?.instant("to")
        else { return nil }
        let leaf = message.leaf(saidAt: windowEnd)
        zones[zone, default: Zone()].occupancy = leaf
        zones[zone]?.figures = figures
        zones[zone]?.windowEnd = windowEnd
        return [BoardUpdate("zones", zone, "occupancy", value: leaf.json)]
    }

    mutating func heardFootfall(_ message: Heard, of zone: String) -> [BoardUpdate]? {
        guard let window = ClosedWindow(message.document), hasRoom(for: zone) else { return nil }
        let leaf = message.leaf(saidAt: window.from + .seconds(Int64(window.lengthSeconds)))
        zones[zone, default: Zone()].footfall[window.lengthSeconds] = leaf
        zones[zone]?.history.closed(window)
        return [BoardUpdate("zones", zone, "footfall", String(window.lengthSeconds), value: leaf.json)]
    }

    mutating func heardFlow(_ message: Heard) -> [BoardUpdate]? {
        guard let end = message.document.value("window")?.instant("to"),
            case .array(let flows)? = message.document.value("flows")?.content, flows.count <= Self.mostFlows
        else { return nil }
        flow = message.leaf(saidAt: end)
        return [BoardUpdate("flow", value: flow?.json)]
    }

    /// A visit went on. Of people who did not agree, nothing is told but that somebody was there, in words.
    mutating func heardVisit(_ message: Heard, _ event: String) -> [BoardUpdate]? {
        guard let deed = Self.deeds[event], let data = message.document.value("data"),
            let zone = data.text("zone") ?? data.text("previousZone"), Topics.isIdentifier(zone)
        else { return nil }
        var updates: [BoardUpdate] = []
        if consented.happened(event, data, at: message.time) { updates.append(consentedUpdate) }
        let basis = data.text("basis") == "consented" ? "with consent" : "a device that keeps its address"
        var text = "\(deed) (\(basis))"
        if event == "ended", let dwell = data.count("dwellSeconds") { text += ", after \(Self.duration(dwell))" }
        updates.append(note(.visit, about: zone, text, message))
        return updates
    }

    mutating func heardLevel(_ message: Heard) -> [BoardUpdate]? {
        guard let data = message.document.value("data"), let zone = data.text("zone"), Topics.isIdentifier(zone),
            let level = data.text("level")
        else { return nil }
        return [note(.level, about: zone, "is \(level) now, was \(data.text("previousLevel") ?? "unknown")", message)]
    }

    mutating func heardOffer(_ message: Heard) -> [BoardUpdate]? {
        guard let zone = message.document.value("data")?.text("zone"), Topics.isIdentifier(zone) else { return nil }
        return [note(.offer, about: zone, "an offer may be made to somebody who agreed to offers", message)]
    }

    mutating func heardCounter(_ message: Heard, _ counter: String) -> [BoardUpdate]? {
        let words = [("occupancy", "present"), ("in", "in"), ("out", "out")].compactMap { key, word in
            message.document.count(key).map { "\($0) \(word)" }
        }
        guard !words.isEmpty else { return nil }
        return [note(.counter, about: counter, "counted " + words.joined(separator: ", "), message)]
    }

    /// A line of the log of what happened at a time that the message tells.
    func said(_ message: Heard) -> WallTime {
        min(message.document.instant("time") ?? message.document.instant("at") ?? message.time, message.time)
    }

    mutating func note(_ kind: EventLog.Entry.Kind, about: String, _ text: String, _ message: Heard) -> BoardUpdate {
        let entry = log.note(kind, about: about, text, at: said(message))
        return BoardUpdate("log", value: entry.document.json())
    }

    var consentedUpdate: BoardUpdate { BoardUpdate("consented", value: consentedCounts.json()) }

    var consentedCounts: DocumentValue {
        .members(consented.counts.sorted { $0.key < $1.key }.map { ($0.key, DocumentValue(.integer($0.value))) })
    }

    private func hasRoom(for zone: String) -> Bool { zones[zone] != nil || zones.count < Self.mostPlaces }

    private static func duration(_ seconds: Int32) -> String {
        seconds < 120 ? "\(seconds) s" : "\((seconds + 30) / 60) min"
    }

    private static let deeds = [
        "started": "a visit began", "moved": "a visitor came over", "idle": "a visitor is not heard for a while",
        "resumed": "a visitor is heard again", "ended": "a visit ended",
    ]
    private static let mostFlows = 4_096
}
