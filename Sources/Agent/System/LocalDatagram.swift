import CLinux
import Glibc

/// A message to a service of this box, on a socket of its own each time: such messages are rare.
enum LocalDatagram {
    /// Sends `bytes` to the socket at `path`; a leading @ stands for the NUL of an abstract address. Answers whether the
    /// service has them: none may listen there, and it may be too slow.
    ///
    /// Source: unix(7).
    static func send(_ bytes: [UInt8], to path: String) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let isAbstract = path.utf8.first == UInt8(ascii: "@")
        let path = isAbstract ? [0] + path.utf8.dropFirst() : Array(path.utf8)
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
        let count = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bytes.withUnsafeBytes { bytes in
                    let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
                    return unsafe sendto(descriptor, bytes.baseAddress, bytes.count, flags, address, length)
                }
            }
        }
        return count == bytes.count
    }
}
