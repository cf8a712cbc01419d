internal import CNetlink

/// A wireless interface: one of the things that a radio does at the same time.
public struct WirelessInterface: Equatable, Sendable {
    /// What it is there for. Raw values: linux/nl80211.h `enum nl80211_iftype`.
    public enum Role: UInt32, Sendable {
        /// In none of the ways below.
        case other = 0
        /// A member of an ad hoc network.
        case adHoc = 1
        /// A client of an access point.
        case station = 2
        /// An access point.
        case accessPoint = 3
        /// One virtual network of an access point.
        case accessPointVLAN = 4
        /// A listener.
        case monitor = 6
        /// A point of a mesh.
        case meshPoint = 7
        /// The owner of a Wi-Fi Direct group: an access point in all but name.
        case groupOwner = 9
    }

    /// Its name, such as `wlan0`.
    public var name: String
    /// Its number, which is never given twice until the next boot.
    public var index: UInt32
    /// The number of the radio (wiphy) that it belongs to: 0 in `phy0`.
    public var radio: UInt32
    /// What it is there for.
    public var role: Role
    /// The frequency it is on in MHz; `nil` when it is on none, as a station without a network.
    public var frequencyMegahertz: UInt16?
    /// Whether it is up.
    public var isUp = false

    /// Whether it serves clients: its channel belongs to them.
    public var isServing: Bool {
        isUp && [.accessPoint, .accessPointVLAN, .groupOwner, .meshPoint].contains(role)
    }

    /// Whether it is a client in a network.
    public var isConnected: Bool {
        isUp && (role == .station || role == .adHoc || role == .other) && frequencyMegahertz != nil
    }
}

extension WirelessInterface {
    /// The interface in an answer to NL80211_CMD_GET_INTERFACE, or in a message about one.
    ///
    /// `nil` for what is none to the network stack, such as a Wi-Fi Direct device. The address that the message also
    /// holds is not read.
    init?(_ attributes: ArraySlice<UInt8>) {
        var index: UInt32?
        var radio: UInt32?
        self.init(name: "", index: 0, radio: 0, role: .other)
        for attribute in NetlinkAttributes(attributes) {
            switch UInt32(attribute.type) {
            case NL80211_ATTR_IFINDEX.rawValue: index = attribute.word
            case NL80211_ATTR_IFNAME.rawValue: name = attribute.text
            case NL80211_ATTR_WIPHY.rawValue: radio = attribute.word
            case NL80211_ATTR_IFTYPE.rawValue: role = attribute.word.flatMap(Role.init) ?? .other
            case NL80211_ATTR_WIPHY_FREQ.rawValue: frequencyMegahertz = attribute.word.flatMap(UInt16.init(exactly:))
            default: break
            }
        }
        guard let index, let radio else { return nil }
        (self.index, self.radio) = (index, radio)
    }
}
