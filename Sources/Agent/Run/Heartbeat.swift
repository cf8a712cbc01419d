import Broker
import Timekeeping

/// Decides when the supervisor gets a sign of life: only while both threads go round.
///
/// The capturing thread shows that it does by asking; the broker's by its count of turns.
struct Heartbeat: Equatable {
    private let interval: Interval?
    private var nextAt: Uptime
    private var lastTurns: UInt64?

    /// A heartbeat for a supervisor that wants a sign at least every `interval`; none for `nil`.
    init(interval: Interval?, at now: Uptime) {
        self.interval = interval.map { $0 / 3 }
        nextAt = now
    }

    /// Whether a sign is to be given now.
    mutating func isDue(at now: Uptime, progress: BrokerProgress) -> Bool {
        guard let interval, now >= nextAt, progress.isAlive, progress.turns != lastTurns else { return false }
        lastTurns = progress.turns
        nextAt = now + interval
        return true
    }
}
