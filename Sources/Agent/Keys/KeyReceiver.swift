import Fleet
import Logging
import Privacy
import Timekeeping
import Uplink

/// Takes the keys that the site's locator announces.
final class KeyReceiver: Correspondent {
    let topicFilters: [String]
    private let log: Logger
    private var lastRefusal: KeyRefusal?

    init(site: String, log: Logger) {
        topicFilters = [Topics.keys(site: site)]
        self.log = log
    }

    func received(_ message: Message, pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] {
        guard !message.payload.isEmpty else { return [] }
        do throws(KeyRefusal) {
            try pipeline.receive(try KeyAnnouncement(json: message.payload), at: time)
            if lastRefusal != nil { log.notice("keys taken") }
            lastRefusal = nil
        } catch {
            // A connection brings the last announcement again: that it was taken before is no news.
            if error != lastRefusal, error != .replayed {
                log.warning("keys refused", metadata: ["reason": "\(error.rawValue)", "explanation": "\(error)"])
            }
            lastRefusal = error
        }
        return []
    }

    func tick(pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] { [] }
}
