import Foundation
import Glibc
import Testing

/// Listens as systemd does: sd_notify(3).
final class Supervisor {
    let path: String
    private let descriptor: Int32
    private var received: [String] = []

    init(in bench: Workbench) throws {
        path = bench.path("notify")
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let octets = Array(path.utf8)
        try #require(octets.count < MemoryLayout.size(ofValue: address.sun_path))
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: octets) }
        let code = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(code == 0)
    }

    deinit { close(descriptor) }

    /// All that was told so far, in order.
    func messages() -> [String] {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = unsafe bytes.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { return received }
            received.append(String(decoding: bytes.prefix(count), as: UTF8.self))
        }
    }
}
