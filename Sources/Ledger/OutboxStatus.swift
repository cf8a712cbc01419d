public import Timekeeping
public import Uplink

/// The outbox as an operator sees it.
public struct OutboxStatus: Equatable, Sendable {
    /// Messages that are kept and not with the uplink.
    public var waitingCount = 0
    /// When the oldest message that is kept was decided; nil when there is none.
    public var oldest: WallTime?
    /// Messages that were dropped because they had no room.
    public var dropped = UplinkTally.Dropped()
    /// Messages that somebody else has sent in the agent's stead.
    public var givenUpCount: UInt64 = 0
    /// Messages that were committed to the disk since the start.
    public var savedCount: UInt64 = 0
    /// Commits that saved them.
    public var commitCount: UInt64 = 0
    /// What is wrong with the disk; nil when nothing is.
    public var trouble: LedgerError?
    /// Whether a damaged database was set aside since the start.
    public var hasLostDatabase = false

    /// An outbox that has kept nothing.
    public init() {}
}

/// What the outbox had kept from before the start.
public struct Restoration: Equatable, Sendable {
    /// The number of the last event of this source: the next one is the one after.
    public var sequence = 0
    /// Messages that were not acknowledged, the ends of visits included.
    public var unsentCount = 0
    /// Visits that nobody had ended.
    public var endedVisits = 0
    /// The latest time at which the clock was known to be right; nil when it never was.
    public var latest: WallTime?
    /// What is wrong with the disk; nil when nothing is.
    public var trouble: LedgerError?

    /// Nothing.
    public init() {}
}
