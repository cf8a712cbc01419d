import Fleet
import CLinux
import Glibc
import Timekeeping

/// What systemd-timesyncd leaves behind whenever it has set the clock right: for a service that may not ask the kernel
/// (systemd's `ProtectClock` forbids adjtimex(2) altogether, reading too).
enum TimeServiceMark {
    /// Source: systemd-timesyncd.service(8), "FILES".
    static let path = "/run/systemd/timesync/synchronized"

    /// Synchronised while the file at `path` was touched within ``lifetime``.
    static func quality(path: String = path, at now: WallTime) -> ClockQuality {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return .unsynchronised }
        let touched = WallTime(seconds: Int64(status.st_mtim.tv_sec))
        return now - touched <= lifetime ? .synchronised : .unsynchronised
    }

    /// The kernel gives a clock up when it may be 16 s wrong, at 500 millionths a second: some nine hours.
    /// Source: Linux kernel/time/ntp.c, `NTP_PHASE_LIMIT`, `MAXFREQ`.
    static let lifetime = Interval.minutes(9 * 60)
}
