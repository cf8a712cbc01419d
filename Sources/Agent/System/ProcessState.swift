import CLinux
import Glibc
import Timekeeping

/// What the kernel knows of this process.
enum ProcessState {
    /// Resident memory in bytes; 0 where /proc is not mounted. Source: proc_pid_statm(5), second field.
    static var residentBytes: Int {
        let descriptor = unsafe open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var text = [UInt8](repeating: 0, count: 128)
        let count = unsafe text.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        let fields = text.prefix(max(count, 0)).split(separator: UInt8(ascii: " "))
        guard fields.count > 1, let pages = Int(String(decoding: fields[1], as: UTF8.self)) else { return 0 }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// Processor time so far, the kernel's on our behalf included.
    static var processorTime: Interval {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return interval(usage.ru_utime) + interval(usage.ru_stime)
    }

    /// Sees to it that memory never lands in a file: no core dump, no reading by other processes of the user.
    ///
    /// Source: prctl(2) `PR_SET_DUMPABLE`, getrlimit(2) `RLIMIT_CORE`.
    static func forbidDumps() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        _ = clinux_set_undumpable()
    }

    private static func interval(_ time: timeval) -> Interval {
        .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_usec) * 1_000)
    }
}
