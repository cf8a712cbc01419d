import Glibc

/// A socket on which connections arrive.
struct ListeningSocket: ~Copyable {
    let descriptor: Int32

    /// Binds to one address of this box. Port 0 is any free one.
    init(host: String, isVersion6: Bool, port: UInt16) throws(ExpositionError) {
        let name = isVersion6 ? "[\(host)]:\(port)" : "\(host):\(port)"
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        descriptor = socket(isVersion6 ? AF_INET6 : AF_INET, kind, 0)
        guard descriptor >= 0 else { throw .socket(operation: "open a socket for", address: name, code: errno) }
        // A former agent's connections may linger: they do not keep the address.
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
        let code =
            isVersion6
            ? Self.bind(descriptor, Self.version6(host, port)) : Self.bind(descriptor, Self.version4(host, port))
        guard code == 0, listen(descriptor, Self.backlog) == 0 else {
            let failure = code == 0 ? errno : code
            close(descriptor)
            throw .socket(operation: "listen on", address: name, code: failure)
        }
    }

    deinit { close(descriptor) }

    /// The port that the system gave.
    var port: UInt16 {
        var address = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let descriptor = descriptor
        _ = unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe getsockname(descriptor, address, &size)
            }
        }
        // Both families have the port in the same place.
        return UInt16(bigEndian: address.sin6_port)
    }

    /// The next connection that waits; `nil` when there is none.
    func accept() -> Int32? {
        let connection = Glibc.accept(descriptor, nil, nil)
        guard connection >= 0 else { return nil }
        _ = fcntl(connection, F_SETFL, O_NONBLOCK)
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        return connection
    }

    private static func version4(_ host: String, _ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        _ = unsafe inet_pton(AF_INET, host, &address.sin_addr)
        return address
    }

    private static func version6(_ host: String, _ port: UInt16) -> sockaddr_in6 {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = port.bigEndian
        _ = unsafe inet_pton(AF_INET6, host, &address.sin6_addr)
        return address
    }

    /// The system's error number, or 0.
    private static func bind<Address>(_ descriptor: Int32, _ address: Address) -> Int32 {
        unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                let size = socklen_t(MemoryLayout<Address>.size)
                return unsafe Glibc.bind(descriptor, pointer, size) == 0 ? 0 : errno
            }
        }
    }

    private static let backlog: Int32 = 16
}
