internal import CNetlink
import Glibc

/// The news of radios and of network interfaces, as the kernel tells them.
///
/// It is for one thread of its own, which waits on it. Unprivileged.
public struct RadioEvents: ~Copyable {
    private let wireless: NetlinkSocket
    private let links: NetlinkSocket
    private let family: UInt16

    /// Begins to listen: what happens from now on is not missed.
    public init() throws(RadioError) {
        let wireless = try NetlinkSocket(.generic)
        let family = try wireless.resolve(family: NL80211_GENL_NAME)
        for group in ["config", "regulatory"] { try wireless.join(group: group, of: NL80211_GENL_NAME) }
        let links = try NetlinkSocket(.route)
        try links.join(group: RTNLGRP_LINK.rawValue)
        self.wireless = wireless
        self.links = links
        self.family = family
    }

    /// The file descriptors that become readable when there is news.
    public var descriptors: [Int32] { [wireless.descriptor, links.descriptor] }

    /// What has happened, in the order within each source; empty when nothing did within `milliseconds`.
    public func next(within milliseconds: Int32) throws(RadioError) -> [RadioEvent] {
        var waiting = [
            pollfd(fd: wireless.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: links.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let ready = unsafe poll(&waiting, 2, milliseconds)
        if ready < 0, errno != EINTR { throw RadioError("wait for news of radios", code: errno) }
        guard ready > 0 else { return [] }
        var events: [RadioEvent] = []
        if waiting[0].revents != 0 {
            events += try read(wireless) { $0.type == family ? RadioEvent(wireless: $0) : nil }
        }
        if waiting[1].revents != 0 { events += try read(links) { RadioEvent(link: $0) } }
        return events
    }

    private func read(
        _ socket: borrowing NetlinkSocket, _ event: (NetlinkMessage) -> RadioEvent?
    ) throws(RadioError) -> [RadioEvent] {
        do {
            return try socket.receive(within: 0).map { NetlinkMessage.messages(in: $0).compactMap(event) } ?? []
        } catch {
            guard error.code == ENOBUFS else { throw RadioError("receive news of radios", code: error.code) }
            return [.overrun]
        }
    }
}
