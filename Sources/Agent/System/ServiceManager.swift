import CLinux
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
        guard let socketPath else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // A leading @ stands for the NUL of an abstract address.
        let isAbstract = socketPath.utf8.first == UInt8(ascii: "@")
        let path = isAbstract ? [0] + socketPath.utf8.dropFirst() : Array(socketPath.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard path.count < room else { return }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
        let bytes = Array(message.utf8)
        _ = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bytes.withUnsafeBytes { message in
                    unsafe sendto(
                        descriptor, message.baseAddress, message.count, Int32(MSG_NOSIGNAL), address, length)
                }
            }
        }
    }
}
