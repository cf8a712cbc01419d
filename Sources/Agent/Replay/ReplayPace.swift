import Timekeeping

/// How fast the time of a capture passes.
public enum ReplayPace: Equatable, Sendable {
    /// As fast as the machine can.
    case unlimited
    /// So many times as fast as it was captured; greater than 0.
    case times(Double)
}

/// Holds a replay to its pace.
struct ReplayClock {
    private let factor: Double?
    private var first: (captured: WallTime, uptime: Uptime)?

    init(_ pace: ReplayPace) {
        factor = if case .times(let factor) = pace { factor } else { nil }
    }

    /// Waits until it is time for a frame of `time`, and calls `pass` for each second of the capture on the way.
    mutating func wait(until time: WallTime, pass: (WallTime) -> Void) {
        guard let factor else { return }
        let start = first ?? (time, SystemClock.uptime)
        first = start
        while true {
            let elapsed = SystemClock.uptime - start.uptime
            let now = start.captured + Interval(nanoseconds: Int64(Double(elapsed.nanoseconds) * factor))
            guard now < time else { return }
            pass(now)
            let remaining = Double((time - now).nanoseconds) / factor
            SystemClock.sleep(Interval(nanoseconds: Int64(min(remaining, 1e9 / factor, 1e9))))
        }
    }
}
