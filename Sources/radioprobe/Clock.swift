import Glibc
import Timekeeping

/// The monotonic clock.
enum Clock {
    static var now: Uptime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Uptime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
}
