import Glibc
public import Timekeeping

/// The clock that threads of the agent go by. It stands while the machine sleeps.
public enum MonotonicClock {
    /// The present.
    public static var now: Uptime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Uptime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
}
