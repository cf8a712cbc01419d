import CLinux
import Glibc

/// A conversation with hostapd through its control interface: one datagram is one command, one reply or one event.
///
/// Source: hostap src/common/wpa_ctrl.c, which binds a file for the way back. Here the kernel chooses an abstract address
/// (unix(7), autobind), so that no file is left.
struct HostapdSocket: ~Copyable {
    let descriptor: Int32
    private let path: String

    /// Connects to the control socket at `path`.
    init(path: String) throws(HostapdError) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count < room else { throw HostapdError(path: path, code: ENAMETOOLONG) }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw HostapdError(path: path, code: errno) }
        let code = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                let family = socklen_t(MemoryLayout<sa_family_t>.size)
                guard unsafe bind(descriptor, address, family) == 0 else { return errno }
                let whole = socklen_t(MemoryLayout<sockaddr_un>.size)
                return unsafe connect(descriptor, address, whole) == 0 ? 0 : errno
            }
        }
        guard code == 0 else {
            close(descriptor)
            throw HostapdError(path: path, code: code)
        }
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Sends a command.
    func say(_ command: String) throws(HostapdError) {
        let bytes = Array(command.utf8)
        let count = unsafe bytes.withUnsafeBytes { bytes in
            unsafe send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
        guard count >= 0 || errno == EAGAIN else { throw HostapdError(path: path, code: errno) }
    }

    /// Reads what came next into `buffer`, which cuts what is longer; its length, or `nil` when nothing waits.
    func hear(into buffer: inout [UInt8]) throws(HostapdError) -> Int? {
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        if count >= 0 { return count }
        guard errno == EAGAIN || errno == EINTR else { throw HostapdError(path: path, code: errno) }
        return nil
    }

    /// Waits for something to hear.
    func wait(milliseconds: Int32) {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        unsafe poll(&request, 1, milliseconds)
    }
}
