import Fleet
import Timekeeping

/// What sensors say of themselves, and what became of configurations.
extension SiteBoard {
    mutating func heardSensor(_ message: Heard, _ sensor: String, _ channel: BoardTopic.SensorChannel) -> [BoardUpdate]?
    {
        guard sensors[sensor] != nil || sensors.count < Self.mostPlaces else { return nil }
        var known = sensors[sensor] ?? Sensor()
        let news: (kind: EventLog.Entry.Kind, text: String)?
        switch channel {
        case .status:
            guard let state = message.document.text("state").flatMap(SensorFigures.State.init) else { return nil }
            news = state == known.figures.state ? nil : (.sensor, state.sentence)
            known.figures.state = state
        case .health:
            guard let health = SensorFigures.Health(message.document, at: message.time) else { return nil }
            news = nil
            known.figures.health = health
        case .alert:
            let alerts = Array(Set(message.document.elements("alerts").compactMap { $0.text("alert") })).sorted()
            guard alerts.count <= Self.mostAlerts, alerts.allSatisfy(Topics.isIdentifier) else { return nil }
            news = Self.news(alerts, after: known.figures.alerts).map { (.alert, $0) }
            known.figures.alerts = alerts
        case .reported:
            guard let status = message.document.text("status") else { return nil }
            news = Self.news(status, message.document).map { (.configuration, $0) }
        case .info: news = nil
        }
        let leaf = message.leaf(saidAt: message.document.instant("at"))
        known.channels[channel.rawValue] = leaf
        sensors[sensor] = known
        var updates = [BoardUpdate("sensors", sensor, channel.rawValue, value: leaf.json)]
        // What the broker had kept is no news.
        if let news, !message.isRetained { updates.append(note(news.kind, about: sensor, news.text, message)) }
        return updates
    }

    mutating func heardSiteReported(_ message: Heard) -> [BoardUpdate]? {
        guard let status = message.document.text("status") else { return nil }
        reported = message.leaf(saidAt: message.document.instant("at"))
        var updates = [BoardUpdate("reported", value: reported?.json)]
        if !message.isRetained, let news = Self.news(status, message.document) {
            updates.append(note(.configuration, about: site, news, message))
        }
        if plan.inForce(hash: message.document.value("inForce")?.text("hash")) { updates.append(planUpdate) }
        return updates
    }

    mutating func heardSiteDesired(_ message: Heard) -> [BoardUpdate]? {
        plan.desired(message.payload) ? [planUpdate] : []
    }

    var planUpdate: BoardUpdate { BoardUpdate("plan", value: plan.json) }

    private static func news(_ alerts: [String], after before: [String]) -> String? {
        let raised = alerts.filter { !before.contains($0) }
        let cleared = before.filter { !alerts.contains($0) }
        let parts = [("alert", raised), ("no longer", cleared)].filter { !$0.1.isEmpty }
        return parts.isEmpty ? nil : parts.map { "\($0): \($1.joined(separator: ", "))" }.joined(separator: "; ")
    }

    private static func news(_ status: String, _ document: DocumentValue) -> String? {
        guard let version = document.number("version") else { return nil }
        let problems = document.elements("problems").count
        return "configuration \(version): \(status)"
            + (problems > 0 ? ", \(problems) problem\(problems > 1 ? "s" : "")" : "")
    }

    private static let mostAlerts = 32
}
