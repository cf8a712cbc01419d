internal import CNetlink

extension RadioEvent {
    /// The event in a message of nl80211's groups `config` and `regulatory`; `nil` for what does not matter here.
    init?(wireless message: NetlinkMessage) {
        guard let command = message.payload.first, message.payload.count >= 4 else { return nil }
        let attributes = message.payload.dropFirst(4)
        switch UInt32(command) {
        case NL80211_CMD_NEW_WIPHY.rawValue:
            guard let radio = Self.radio(attributes) else { return nil }
            self = .radioAdded(radio)
        case NL80211_CMD_DEL_WIPHY.rawValue:
            guard let radio = Self.radio(attributes) else { return nil }
            self = .radioRemoved(radio)
        case NL80211_CMD_NEW_INTERFACE.rawValue:
            guard let interface = WirelessInterface(attributes) else { return nil }
            self = .interfaceAdded(interface)
        case NL80211_CMD_DEL_INTERFACE.rawValue:
            guard let interface = WirelessInterface(attributes) else { return nil }
            self = .interfaceRemoved(interface)
        case NL80211_CMD_REG_CHANGE.rawValue, NL80211_CMD_WIPHY_REG_CHANGE.rawValue:
            self = .regulatoryChanged(country: RegulatoryDomain(attributes)?.country)
        default: return nil
        }
    }

    /// The event in a message of rtnetlink's group of links.
    init?(link message: NetlinkMessage) {
        guard let link = LinkState(message.payload) else { return nil }
        switch Int32(message.type) {
        case Int32(RTM_NEWLINK): self = .linkChanged(name: link.name, index: link.index, isUp: link.isUp)
        case Int32(RTM_DELLINK): self = .linkRemoved(name: link.name, index: link.index)
        default: return nil
        }
    }

    private static func radio(_ attributes: ArraySlice<UInt8>) -> UInt32? {
        NetlinkAttributes(attributes).first { $0.type == NL80211_ATTR_WIPHY.rawValue }?.word
    }
}
