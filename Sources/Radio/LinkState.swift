internal import CNetlink

/// What rtnetlink says of a network interface. Source: linux/rtnetlink.h `struct ifinfomsg`, linux/if_link.h.
struct LinkState: Equatable, Sendable {
    let index: UInt32
    let isUp: Bool
    let name: String

    /// The link in a message of type RTM_NEWLINK or RTM_DELLINK.
    init?(_ payload: ArraySlice<UInt8>) {
        guard payload.count >= Self.headerSize else { return nil }
        index = payload.word(at: 4)
        isUp = payload.word(at: 8) & 1 != 0  // IFF_UP
        let attributes = NetlinkAttributes(payload.dropFirst(Self.headerSize))
        name = attributes.first { $0.type == IFLA_IFNAME }?.text ?? ""
    }

    private static let headerSize = 16
}
