public import Timekeeping

/// Decides when what has collected is written to the disk: at once after a time of rest, else in groups, since each
/// write wears a memory card and takes tens of milliseconds there.
public struct CommitPacing: Equatable, Sendable {
    /// So many rows are not kept waiting.
    public let groupSize: Int
    /// The shortest time between two commits of smaller groups: the longest that a row waits.
    public let interval: Interval
    private var lastCommit: Uptime?

    /// A pacing that has not seen a commit.
    public init(groupSize: Int = 100, interval: Interval = .milliseconds(200)) {
        self.groupSize = groupSize
        self.interval = interval
    }

    /// When the next commit is due with `count` rows waiting; nil when none waits.
    public func deadline(waiting count: Int, at now: Uptime) -> Uptime? {
        guard count > 0 else { return nil }
        guard count < groupSize, let lastCommit else { return now }
        return max(now, lastCommit + interval)
    }

    /// A commit has begun.
    public mutating func committed(at now: Uptime) { lastCommit = now }
}
