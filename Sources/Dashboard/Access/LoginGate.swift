import Timekeeping

/// Slows down who guesses passwords: so many attempts at once, and then one each few seconds, over all who ask.
struct LoginGate: Equatable, Sendable {
    /// When the store of attempts would be full again.
    private var fullAt: Uptime?

    /// Whether an attempt may be made now; it counts if so.
    mutating func admits(at now: Uptime) -> Bool {
        let full = max(fullAt ?? now, now)
        guard full - now <= Interval(nanoseconds: Self.pause.nanoseconds * (Self.most - 1)) else { return false }
        fullAt = full + Self.pause
        return true
    }

    /// An attempt was right: the store is full again.
    mutating func succeeded() { fullAt = nil }

    private static let pause = Interval.seconds(6)
    private static let most: Int64 = 10
}
