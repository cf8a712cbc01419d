internal import CNetlink
import Glibc

/// A netlink socket of libnl: it connects, resolves families and groups, and carries whole datagrams.
///
/// What goes out is built, and what comes in is read, by values of this room; so both can be tested without a kernel.
@safe struct NetlinkSocket: ~Copyable {
    /// Which part of the kernel answers.
    enum Subsystem: Int32 {
        /// Links, that is network interfaces (rtnetlink).
        case route = 0
        /// Generic netlink: nl80211 and others.
        case generic = 16
    }

    private let handle: OpaquePointer
    private let buffer: UnsafeMutableRawBufferPointer

    /// Opens a socket to `subsystem`; answers that do not come within five seconds count as lost.
    init(_ subsystem: Subsystem) throws(RadioError) {
        guard let handle = unsafe nl_socket_alloc() else { throw RadioError("open a netlink socket", code: ENOMEM) }
        let code = unsafe nl_connect(handle, subsystem.rawValue)
        guard code >= 0 else {
            unsafe nl_socket_free(handle)
            throw RadioError("open a netlink socket", code: Self.errorNumber(code))
        }
        unsafe self.handle = handle
        unsafe buffer = .allocate(byteCount: Self.largestDatagram, alignment: 16)
        for option in [Self.extendedAcknowledgement, Self.cappedAcknowledgement] {
            var yes: Int32 = 1
            // An old kernel that does not know them answers as well, only with fewer words.
            _ = unsafe setsockopt(descriptor, Self.netlinkLevel, option, &yes, 4)
        }
    }

    deinit {
        unsafe nl_socket_free(handle)
        unsafe buffer.deallocate()
    }

    /// The file descriptor, to wait on.
    var descriptor: Int32 { unsafe nl_socket_get_fd(handle) }

    /// A sequence number that was not used before.
    func nextSequence() -> UInt32 { unsafe nl_socket_use_seq(handle) }

    /// The number of the generic family `name`, for instance `nl80211`.
    func resolve(family name: String) throws(RadioError) -> UInt16 {
        let code = unsafe genl_ctrl_resolve(handle, name)
        guard code >= 0 else {
            throw RadioError(
                "reach \(name)", code: Self.errorNumber(code), cure: "no wireless stack: modprobe cfg80211")
        }
        return UInt16(truncatingIfNeeded: code)
    }

    /// Begins to listen to what the family `name` tells in `group`.
    func join(group: String, of name: String) throws(RadioError) {
        let number = unsafe genl_ctrl_resolve_grp(handle, name, group)
        let code = number < 0 ? number : unsafe nl_socket_add_membership(handle, number)
        guard code >= 0 else { throw RadioError("listen to \(name) \(group)", code: Self.errorNumber(code)) }
    }

    /// Begins to listen to a numbered group of ``Subsystem/route``.
    func join(group number: UInt32) throws(RadioError) {
        let code = unsafe nl_socket_add_membership(handle, Int32(truncatingIfNeeded: number))
        guard code >= 0 else { throw RadioError("listen to changes of links", code: Self.errorNumber(code)) }
    }

    /// Sends one datagram to the kernel; the number of the error, or zero.
    func send(_ datagram: [UInt8]) -> Int32 {
        while true {
            let sent = unsafe datagram.withUnsafeBytes { unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, 0) }
            if sent >= 0 { return 0 }
            if errno != EINTR { return errno }
        }
    }

    /// Waits for a datagram of the kernel; those of other processes are left out.
    ///
    /// - Returns: its bytes; `nil` when none came within `milliseconds`.
    /// - Throws: the number of the error; `ENOBUFS` when the kernel had to drop some.
    func receive(within milliseconds: Int32) throws(NetlinkReceiveError) -> [UInt8]? {
        while true {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = unsafe poll(&waiting, 1, milliseconds)
            if ready == 0 { return nil }
            guard ready > 0 else {
                if errno == EINTR { continue }
                throw NetlinkReceiveError(code: errno)
            }
            if let datagram = try take() { return datagram }
        }
    }

    private func take() throws(NetlinkReceiveError) -> [UInt8]? {
        var sender = sockaddr_nl()
        var size = socklen_t(MemoryLayout<sockaddr_nl>.size)
        let count = unsafe withUnsafeMutablePointer(to: &sender) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe recvfrom(descriptor, buffer.baseAddress, buffer.count, Self.dontWait, $0, &size)
            }
        }
        guard count >= 0 else {
            if errno == EINTR || errno == EAGAIN { return nil }
            throw NetlinkReceiveError(code: errno)
        }
        // Any process may send to a generic netlink port; the kernel's own is zero.
        guard sender.nl_pid == 0 else { return nil }
        return unsafe [UInt8](buffer.prefix(count))
    }

    /// libnl's codes are its own; the few that matter here are turned back into the system's.
    private static func errorNumber(_ code: Int32) -> Int32 {
        switch -code {
        case NLE_PERM: EPERM
        case NLE_NOMEM: ENOMEM
        case NLE_OBJ_NOTFOUND: ENOENT
        case NLE_PROTO_MISMATCH: EPROTONOSUPPORT
        case NLE_NOADDR: EADDRNOTAVAIL
        case NLE_EXIST: EEXIST
        default: EIO
        }
    }

    // The kernel fills answers to dumps up to this size: net/netlink/af_netlink.c.
    private static let largestDatagram = 32_768
    // linux/socket.h, linux/netlink.h
    private static let netlinkLevel: Int32 = 270
    private static let cappedAcknowledgement: Int32 = 10
    private static let extendedAcknowledgement: Int32 = 11
    private static let dontWait: Int32 = 0x40
}

/// Why nothing could be received.
struct NetlinkReceiveError: Error {
    let code: Int32
}
