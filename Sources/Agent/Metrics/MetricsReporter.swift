import Exposition
import Fleet
import Logging
import Timekeeping
import Uplink

/// Shows a monitoring system how the agent does: in a file, on an address, or both. For one thread.
///
/// Nothing of it matters to the sensor's work: what fails is told once and tried again with the next report.
final class MetricsReporter {
    private let settings: Configuration.Metrics
    private let log: Logger
    private var server: ScrapeServer?
    private var zones: [PublishedZone] = []
    private var lastZoneAt: [String: Uptime] = [:]
    private var trouble: [String: String] = [:]

    /// A reporter that has nothing to show yet; `nil` where nobody wants to see it.
    init?(_ settings: Configuration.Metrics, log: Logger) {
        guard settings.file != nil || settings.listen != nil else { return nil }
        self.settings = settings
        self.log = log
    }

    /// A message was published.
    func published(_ publication: Publication) {
        guard let zone = PublishedZone(topic: publication.topic, payload: publication.payload) else { return }
        lastZoneAt[zone.zone] = SystemClock.uptime
        if let index = zones.firstIndex(where: { $0.zone == zone.zone }) {
            zones[index] = zone
        } else {
            zones.append(zone)
        }
    }

    /// The zones that this agent speaks for now: another box may have become the site's locator.
    var freshZones: [PublishedZone] {
        let now = SystemClock.uptime
        return zones.filter { zone in lastZoneAt[zone.zone].map { now - $0 < Self.freshness } ?? false }
    }

    /// Shows these measurements.
    func renew(_ metrics: AgentMetrics) {
        let text = Array(metrics.text.utf8)
        if let file = settings.file {
            attempt("file") { () throws(ExpositionError) in try MetricsFile.replace(file, with: text) }
        }
        guard let listen = settings.listen else { return }
        attempt("listen") { () throws(ExpositionError) in
            if server == nil {
                server = try ScrapeServer(host: listen.host, isVersion6: listen.isVersion6, port: listen.port)
            }
            server?.show(text)
        }
    }

    /// The agent stops: nothing stale is left.
    func end() {
        if let file = settings.file { MetricsFile.remove(file) }
        server = nil
    }

    /// Does something that may fail, and tells the log when that changes.
    private func attempt(_ what: String, _ body: () throws(ExpositionError) -> Void) {
        do throws(ExpositionError) {
            try body()
            guard trouble.removeValue(forKey: what) != nil else { return }
            log.notice("metrics", metadata: ["transition": "failing -> shown", "metrics": "\(what)"])
        } catch {
            let reason = "\(error)"
            guard trouble.updateValue(reason, forKey: what) != reason else { return }
            log.error(
                "metrics",
                metadata: ["transition": "shown -> failing", "metrics": "\(what)", "reason": "\(reason)"])
        }
    }

    /// Occupancy is published at least each minute.
    private static let freshness = Interval.seconds(150)
}
