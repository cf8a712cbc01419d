import Glibc
import Timekeeping

/// SIGINT and SIGTERM, held back so that they end a wait and not the program.
struct StopSignal {
    private let signals: sigset_t

    init() {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGINT)
        unsafe sigaddset(&signals, SIGTERM)
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        self.signals = signals
    }

    /// Waits as long as `interval` says; true as soon as a signal came, or had come before.
    func arrives(within interval: Interval) -> Bool {
        var signals = signals
        let nanoseconds = max(interval.nanoseconds, 0)
        var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
        return unsafe sigtimedwait(&signals, nil, &time) > 0
    }
}
