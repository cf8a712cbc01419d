internal import CNetlink
import Survey

/// The requests of nl80211 that a sensor needs, each with the command line of `iw` that does the same.
///
/// Source: linux/nl80211.h. The attributes stand in the order in which `iw` sends them, so that the bytes can be compared.
enum WirelessRequest {
    /// `iw phy`
    static func listRadios() -> NetlinkRequest {
        // Without the flag, a radio with many channels does not fit into one message and is cut.
        dump("list radios", NL80211_CMD_GET_WIPHY).with(flag: NL80211_ATTR_SPLIT_WIPHY_DUMP.rawValue)
    }

    /// `iw dev`
    static func listInterfaces() -> NetlinkRequest { dump("list wireless interfaces", NL80211_CMD_GET_INTERFACE) }

    /// `iw reg get`
    static func listRegulatoryDomains() -> NetlinkRequest {
        dump("read the regulatory domain", NL80211_CMD_GET_REG)
    }

    /// `iw phy phy0 interface add footfall0 type monitor`
    ///
    /// Beyond what `iw` asks: the interface belongs to the socket, and the kernel removes it when the socket is closed,
    /// also when the process was killed.
    static func addMonitor(_ name: String, radio: UInt32) -> NetlinkRequest {
        request("add monitor interface \(name) to phy\(radio)", NL80211_CMD_NEW_INTERFACE)
            .with(NL80211_ATTR_WIPHY.rawValue, radio)
            .with(NL80211_ATTR_IFNAME.rawValue, name)
            .with(NL80211_ATTR_IFTYPE.rawValue, NL80211_IFTYPE_MONITOR.rawValue)
            .with(flag: NL80211_ATTR_SOCKET_OWNER.rawValue)
    }

    /// `iw dev footfall0 del`
    static func remove(_ name: String, index: UInt32) -> NetlinkRequest {
        request("remove interface \(name)", NL80211_CMD_DEL_INTERFACE).with(NL80211_ATTR_IFINDEX.rawValue, index)
    }

    /// `iw dev wlan1 set type monitor`
    static func setRole(_ name: String, index: UInt32, _ role: WirelessInterface.Role) -> NetlinkRequest {
        request("make \(name) a \(role)", NL80211_CMD_SET_INTERFACE)
            .with(NL80211_ATTR_IFINDEX.rawValue, index)
            .with(NL80211_ATTR_IFTYPE.rawValue, role.rawValue)
    }

    /// `iw dev footfall0 set freq 2437`
    ///
    /// `iw` sends NL80211_CMD_SET_WIPHY, which nl80211.h keeps for compatibility only; NL80211_CMD_SET_CHANNEL takes the
    /// same attributes, and on a monitor interface it is refused (EBUSY) while an interface of another type operates.
    static func tune(_ name: String, index: UInt32, to channel: Channel) -> NetlinkRequest {
        let frequency = UInt32(channel.frequencyMegahertz)
        return request("tune \(name) to \(frequency) MHz", NL80211_CMD_SET_CHANNEL)
            .with(NL80211_ATTR_IFINDEX.rawValue, index)
            .with(NL80211_ATTR_WIPHY_FREQ.rawValue, frequency)
            .with(NL80211_ATTR_CHANNEL_WIDTH.rawValue, NL80211_CHAN_WIDTH_20_NOHT.rawValue)
            .with(NL80211_ATTR_WIPHY_CHANNEL_TYPE.rawValue, NL80211_CHAN_NO_HT.rawValue)
            .with(NL80211_ATTR_CENTER_FREQ1.rawValue, frequency)
    }

    /// `iw dev footfall0 info`
    static func readInterface(_ name: String, index: UInt32) -> NetlinkRequest {
        request("ask for the channel of \(name)", NL80211_CMD_GET_INTERFACE).with(NL80211_ATTR_IFINDEX.rawValue, index)
    }

    /// `iw dev footfall0 survey dump`
    static func readSurvey(_ name: String, index: UInt32) -> NetlinkRequest {
        dump("ask for the noise that \(name) hears", NL80211_CMD_GET_SURVEY).with(NL80211_ATTR_IFINDEX.rawValue, index)
    }

    private static func request(_ purpose: String, _ command: nl80211_commands) -> NetlinkRequest {
        NetlinkRequest(purpose, .generic(command: UInt8(command.rawValue)))
    }

    private static func dump(_ purpose: String, _ command: nl80211_commands) -> NetlinkRequest {
        NetlinkRequest(purpose, .generic(command: UInt8(command.rawValue)), isDump: true)
    }
}
