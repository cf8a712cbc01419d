import Glibc
import Timekeeping

/// The supervisor that started the process, if it wants to be told how it goes: systemd, or what speaks like it.
///
/// Source: sd_notify(3). Without `NOTIFY_SOCKET` nothing is told.
struct ServiceManager {
    private let socketPath: String?
    /// How often it wants a sign of life; `nil` when it wants none.
    let watchdogInterval: Interval?

    /// The supervisor that the environment names.
    init() {
        socketPath = unsafe getenv("NOTIFY_SOCKET").map { unsafe String(cString: $0) }
        let microseconds = unsafe getenv("WATCHDOG_USEC").flatMap { unsafe Int64(String(cString: $0)) }
        watchdogInterval = microseconds.map { .nanoseconds($0 * 1_000) }
    }

    /// The start is complete.
    func ready() { tell("READY=1") }

    /// The end has begun.
    func stopping() { tell("STOPPING=1") }

    /// All loops have gone round since the last sign.
    func signOfLife() { tell("WATCHDOG=1") }

    /// One sentence for `systemctl status`.
    func status(_ sentence: String) { tell("STATUS=\(sentence)") }

    private func tell(_ message: String) {
        if let socketPath { _ = LocalDatagram.send(Array(message.utf8), to: socketPath) }
    }
}
