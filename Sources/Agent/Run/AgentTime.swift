import Timekeeping

/// The wall clock that the agent goes by: the machine's, or one that runs faster, for captures that are played faster
/// than they were made.
struct AgentTime: Equatable {
    private let start: WallTime
    private let factor: Double

    /// A clock that agrees with the machine's at `start` and runs `factor` times as fast.
    init(start: WallTime, factor: Double) {
        self.start = start
        self.factor = factor
    }

    /// What the agent's clock shows when the machine's shows `time`.
    func reading(at time: WallTime) -> WallTime {
        guard factor != 1 else { return time }
        return start + Interval(nanoseconds: Int64((Double((time - start).nanoseconds) * factor).rounded()))
    }

    /// The present.
    var now: WallTime { reading(at: SystemClock.wallTime) }
}
