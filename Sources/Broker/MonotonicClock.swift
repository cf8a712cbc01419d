import Glibc
import Timekeeping

/// The clock that the broker thread goes by.
enum MonotonicClock {
    static var now: Uptime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Uptime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
}
