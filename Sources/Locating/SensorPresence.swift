public import Timekeeping

/// What the locator knows of one sensor.
public struct SensorPresence: Equatable, Sendable {
    /// When its last batch came; `nil` before the first.
    public internal(set) var lastBatchAt: Uptime?
    /// Up to this time of its own clock it has told all that it heard.
    public internal(set) var until: WallTime?
    /// When its last batch came, by the site's clock.
    public internal(set) var arrival: WallTime?
    /// Whether its radio listens.
    public internal(set) var isListening = false
    /// The centre frequency in MHz on which it stays; `nil` when it hops.
    public internal(set) var frequencyMegahertz: UInt16?
    /// Batches that came.
    public internal(set) var batches = 0
    /// Batches that never came, by the gaps in their numbers.
    public internal(set) var lostBatches = 0
    /// Scans that it, or the locator, had no room for.
    public internal(set) var droppedScans = 0
    /// Scans that came when what the others heard of them had been placed, or longer than ``SiteLocator/oldest`` after
    /// they were heard.
    public internal(set) var lateScans = 0

    private var boot: WallTime?
    private var lastSequence = -1

    /// A sensor that was never heard of.
    public init() {}

    /// Whether it said something within the last ``heartbeat``, and listens.
    public func isAlive(at now: Uptime) -> Bool {
        guard isListening, let lastBatchAt else { return false }
        return now - lastBatchAt < Self.heartbeat
    }

    /// A batch came. Answers whether it is news: the broker may hand out a message twice (MQTT 3.1.1 §4.3.2).
    mutating func batchCame(_ batch: SightingBatch, at present: WallTime, now: Uptime) -> Bool {
        if boot != batch.boot {
            boot = batch.boot
            until = nil
            lastSequence = batch.sequence - 1
        }
        guard batch.sequence > lastSequence else { return false }
        lostBatches += batch.sequence - lastSequence - 1
        lastSequence = batch.sequence
        batches += 1
        droppedScans += batch.droppedScans
        lastBatchAt = now
        arrival = present
        until = batch.until
        isListening = batch.isListening
        frequencyMegahertz = batch.frequencyMegahertz
        return true
    }

    /// A sensor that says nothing for so long is lost. Source: science page 1.4.
    public static let heartbeat = Interval.seconds(5)
}
