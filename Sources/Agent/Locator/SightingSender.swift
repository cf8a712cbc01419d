import Fleet
import Locating
import Timekeeping
import Uplink

/// Sends what the box has heard to the site's locator, about each second, and also when it heard nothing.
final class SightingSender: Correspondent {
    let topicFilters: [String] = []
    private let site: String
    private let sensor: String
    private let boot: WallTime
    private var sequence = 0
    private var nextAt: Uptime

    /// A sender for a box that started at `boot`.
    init(site: String, sensor: String, boot: WallTime, at now: Uptime) {
        self.site = site
        self.sensor = sensor
        self.boot = boot
        nextAt = now
    }

    func received(_ message: Message, pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] { [] }

    func tick(pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] {
        let now = SystemClock.uptime
        guard now >= nextAt else { return [] }
        nextAt = max(nextAt + Self.interval, now)
        let (scans, dropped) = pipeline.takeScans()
        let batch = SightingBatch(
            boot: boot, sequence: sequence, key: pipeline.presentKey, until: time,
            isSynchronised: SystemClock.quality == .synchronised, isListening: pipeline.isSensing,
            frequencyMegahertz: pipeline.counters.onlyFrequencyMegahertz, droppedScans: dropped, scans: scans)
        sequence += 1
        return [SitePublications.sightings(batch, site: site, sensor: sensor)]
    }

    private static let interval = Interval.seconds(1)
}
