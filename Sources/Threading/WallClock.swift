import Glibc
public import Timekeeping

/// The clock on the wall: Unix time. It jumps when the machine's clock is set.
public enum WallClock {
    /// The present.
    public static var now: WallTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
}
