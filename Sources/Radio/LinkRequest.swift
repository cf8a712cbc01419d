internal import CNetlink

/// The requests of rtnetlink that a sensor needs. Source: linux/rtnetlink.h `struct ifinfomsg`, linux/if.h.
enum LinkRequest {
    /// `ip link show`
    static func list() -> NetlinkRequest {
        NetlinkRequest(
            "list network interfaces", .route(type: UInt16(RTM_GETLINK)), isDump: true, header: header())
    }

    /// `ip link set wlan1 up`, `ip link set wlan1 down`
    static func set(_ name: String, index: UInt32, isUp: Bool) -> NetlinkRequest {
        NetlinkRequest(
            "\(isUp ? "bring up" : "take down") \(name)", .route(type: UInt16(RTM_NEWLINK)),
            header: header(index: index, flags: isUp ? up : 0, change: up))
    }

    /// A `struct ifinfomsg`: family, padding, device type (16 bits), index, flags, mask of the flags to change.
    private static func header(index: UInt32 = 0, flags: UInt32 = 0, change: UInt32 = 0) -> [UInt8] {
        [0, 0, 0, 0]
            + [index, flags, change].flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    }

    // IFF_UP
    private static let up: UInt32 = 1
}
