import Timekeeping

/// How long to wait after each failure: exponential, with full jitter, so that a thousand sensors whose broker comes
/// back do not come back together.
///
/// Source: Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
struct Backoff: Equatable, Sendable {
    private(set) var failureCount = 0

    /// The wait after one more failure: uniform between zero and a ceiling that doubles with each failure. What cannot
    /// heal by itself has the highest ceiling at once.
    mutating func failed(
        isRecoverable: Bool, limits: UplinkLimits, using generator: inout some RandomNumberGenerator
    ) -> Interval {
        var ceiling = isRecoverable ? limits.firstBackoff : limits.longestBackoff
        for _ in 0..<failureCount where ceiling < limits.longestBackoff { ceiling = ceiling + ceiling }
        ceiling = min(ceiling, limits.longestBackoff)
        failureCount += 1
        return .nanoseconds(.random(in: 0...max(0, ceiling.nanoseconds), using: &generator))
    }

    /// The wait before another broker is tried.
    func soon(limits: UplinkLimits, using generator: inout some RandomNumberGenerator) -> Interval {
        .nanoseconds(.random(in: 0...max(0, limits.firstBackoff.nanoseconds), using: &generator))
    }

    /// A connection that lasted.
    mutating func succeeded() { failureCount = 0 }
}
