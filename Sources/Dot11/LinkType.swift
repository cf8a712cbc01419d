/// What stands before the 802.11 bytes of a captured frame. Raw values: tcpdump.org/linktypes.html.
public enum LinkType: UInt16, CaseIterable, Sendable {
    /// 802.11 without any header.
    case ieee80211 = 105
    /// A Prism monitor header.
    case prism = 119
    /// A radiotap header.
    case radiotap = 127
    /// An AVS header.
    case avs = 163
    /// A per-packet information header.
    case ppi = 192
}
