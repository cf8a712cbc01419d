import CLinux
import Fleet
import Glibc
import Threading
import Timekeeping

/// The clocks of the machine.
enum SystemClock {
    /// The present of Unix time. It jumps when the machine's clock is set.
    static var wallTime: WallTime { WallClock.now }

    /// Time since the machine started, time asleep included.
    static var uptime: Uptime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_BOOTTIME, &time)
        return Uptime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    /// Whether a time service keeps the wall clock right. Source: adjtimex(2), `STA_UNSYNC`.
    static var quality: ClockQuality {
        var state = timex()
        let code = unsafe adjtimex(&state)
        if code < 0 { return TimeServiceMark.quality(at: wallTime) }
        return state.status & STA_UNSYNC != 0 ? .unsynchronised : .synchronised
    }

    /// Waits. A signal may end the wait early.
    static func sleep(_ interval: Interval) {
        guard interval > .zero else { return }
        let (seconds, nanoseconds) = interval.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        var request = timespec(tv_sec: Int(seconds), tv_nsec: Int(nanoseconds))
        unsafe nanosleep(&request, nil)
    }
}
