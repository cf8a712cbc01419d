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

    /// Whether there is anything to wait for.
    var isPaced: Bool { factor != nil }

    /// The time of the capture that it is now, or `nil` when the time of a frame of `time` has come.
    mutating func timeNow(before time: WallTime) -> WallTime? {
        guard let factor else { return nil }
        let start = first ?? (time, SystemClock.uptime)
        first = start
        let elapsed = SystemClock.uptime - start.uptime
        let now = start.captured + Interval(nanoseconds: Int64(Double(elapsed.nanoseconds) * factor))
        return now < time ? now : nil
    }

    /// Waits until `time`, by a second of the capture and of the clock on the wall at most.
    func sleep(from now: WallTime, until time: WallTime) {
        guard let factor else { return }
        let remaining = Double((time - now).nanoseconds) / factor
        SystemClock.sleep(Interval(nanoseconds: Int64(min(remaining, 1e9 / factor, 1e9))))
    }
}
