public import Timekeeping

/// Where and how much is kept.
public struct LedgerSettings: Equatable, Sendable {
    /// The folder of the database, an absolute path. It is made where there is none, but not the folders above it.
    public var directory: String
    /// The most bytes that the messages may take on the disk; the log of the database comes on top, with about 4 MiB.
    public var byteCount: Int
    /// The most messages that wait in memory while the disk does not take them.
    public var waitingCount = 10_000
    /// The most messages that are with the uplink and not yet settled.
    public var windowCount = 500
    /// The most bytes, topics and payloads, of those.
    public var windowBytes = 1 << 20
    /// How long to wait before the disk is tried again.
    public var retryAfter = Interval.seconds(5)

    /// Settings with the defaults for all else.
    public init(directory: String, byteCount: Int) {
        self.directory = directory
        self.byteCount = byteCount
    }

    /// The database's file.
    var path: String { directory + "/outbox.sqlite" }
}
