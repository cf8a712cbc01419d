import Fleet
import Glibc
import Radio

/// Clock, time zone and disk.
enum BoxCheck {
    static func findings() -> [Finding] { [clock(), zone(), disk()] }

    private static func clock() -> Finding {
        if SystemClock.quality == .synchronised { return Finding("clock", .ok, "kept right by a time service") }
        let cure = "timedatectl set-ntp true, or install chrony"
        return Finding("clock", .warning, "no time service keeps it right: times of events may be wrong", cure: cure)
    }

    private static func zone() -> Finding {
        guard let path = unsafe realpath("/etc/localtime", nil) else {
            return Finding("time zone", .ok, "none is set, so UTC; messages carry UTC in any zone")
        }
        defer { unsafe free(path) }
        let text = unsafe String(cString: path)
        let name = text.split(separator: "/zoneinfo/").last.map(String.init) ?? text
        return Finding("time zone", .ok, "\(name); messages carry UTC in any zone")
    }

    /// The ledger and the journal, to which the log goes, need room.
    private static func disk() -> Finding {
        var state = statvfs()
        guard unsafe statvfs("/var", &state) == 0 else {
            return Finding("disk", .warning, "cannot tell what is free in /var: \(systemMessage(errno))")
        }
        let mebibytes = (UInt64(state.f_bavail) * UInt64(state.f_frsize)) >> 20
        let what = "\(mebibytes) MiB free in /var"
        let cure = "make room: journalctl --vacuum-size=100M, apt-get clean"
        if mebibytes < leastMebibytes { return Finding("disk", .problem, what, cure: cure) }
        return mebibytes < enoughMebibytes
            ? Finding("disk", .warning, what, cure: cure) : Finding("disk", .ok, what)
    }

    private static let leastMebibytes = 10
    private static let enoughMebibytes = 100
}
