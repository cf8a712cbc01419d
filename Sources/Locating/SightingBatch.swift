public import Timekeeping

/// What a sensor tells the locator about each second: the scans that it heard, and that it listens at all.
///
/// An empty batch is worth as much as a full one: it is the sensor's heartbeat, and says that nothing was heard up to
/// ``until``. A lost batch costs its scans and nothing else; the gap in ``sequence`` shows it.
public struct SightingBatch: Equatable, Sendable {
    /// When the sensor's agent started: tells two lives of one sensor apart.
    public var boot: WallTime
    /// Counts the batches of one life from 0.
    public var sequence: Int
    /// The key that made the tags; `nil` while the sensor has none, and hears nothing.
    public var key: KeyName?
    /// All that the sensor heard before this time, by its own clock, is in this batch or in an earlier one.
    public var until: WallTime
    /// Whether a time service keeps the sensor's clock right.
    public var isSynchronised: Bool
    /// Whether the radio listens; when not, silence says nothing.
    public var isListening: Bool
    /// The centre frequency in MHz on which the radio stays; `nil` when it hops.
    public var frequencyMegahertz: UInt16?
    /// Scans that had no room.
    public var droppedScans: Int
    /// The scans, in the order of their first frames.
    public var scans: [SensorScan]

    /// A batch of these parts.
    public init(
        boot: WallTime, sequence: Int, key: KeyName?, until: WallTime, isSynchronised: Bool, isListening: Bool = true,
        frequencyMegahertz: UInt16? = nil, droppedScans: Int = 0, scans: [SensorScan] = []
    ) {
        self.boot = boot
        self.sequence = sequence
        self.key = key
        self.until = until
        self.isSynchronised = isSynchronised
        self.isListening = isListening
        self.frequencyMegahertz = frequencyMegahertz
        self.droppedScans = droppedScans
        self.scans = scans
    }

    /// The most scans that one batch holds.
    public static let mostScans = 4_096
}

/// Which key made tags: tags of different keys have nothing to do with each other.
public struct KeyName: Hashable, Sendable {
    /// The key's epoch.
    public var epoch: Int64
    /// A part of the number of the locator's life in which it was made.
    public var chain: UInt32

    /// A name of these parts.
    public init(epoch: Int64, chain: UInt32) {
        self.epoch = epoch
        self.chain = chain
    }
}
