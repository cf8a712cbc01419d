internal import CNetlink

/// A regulatory domain in force: which country's limits are kept.
public struct RegulatoryDomain: Equatable, Sendable {
    /// The country in two letters (ISO 3166-1); `00` is the world: what is allowed everywhere.
    /// `99` and `98` stand for a domain built from several, or for a custom one.
    public var country: String
    /// The radio whose own domain it is; `nil` for that of the whole box.
    public var radio: UInt32?

    /// Whether no country was set, so that few channels are open.
    public var isWorld: Bool { country == "00" }

    /// The domain in an answer to NL80211_CMD_GET_REG, or in a message about a change.
    init?(_ attributes: ArraySlice<UInt8>) {
        var country: String?
        for attribute in NetlinkAttributes(attributes) {
            switch UInt32(attribute.type) {
            case NL80211_ATTR_REG_ALPHA2.rawValue: country = attribute.text
            case NL80211_ATTR_WIPHY.rawValue: radio = attribute.word
            default: break
            }
        }
        guard let country else { return nil }
        self.country = country
    }
}
