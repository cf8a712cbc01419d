internal import CNetlink

/// How loud the noise is on a channel, as far as the driver knows: without a scan, mostly of the channel in use.
public struct ChannelNoise: Equatable, Sendable {
    /// The centre frequency in MHz.
    public var frequencyMegahertz: UInt16
    /// The noise floor in dBm.
    public var levelDBm: Int8
    /// Whether the radio is on this channel.
    public var isInUse: Bool
}

extension ChannelNoise {
    /// The noise in an answer to NL80211_CMD_GET_SURVEY; `nil` when the driver does not say how loud it is.
    ///
    /// Source: linux/nl80211.h `enum nl80211_survey_info`; the noise has a byte to itself.
    init?(_ attributes: ArraySlice<UInt8>) {
        var frequency: UInt16?
        var level: Int8?
        var isInUse = false
        for survey in NetlinkAttributes(attributes) where survey.type == NL80211_ATTR_SURVEY_INFO.rawValue {
            for attribute in survey.nested {
                switch UInt32(attribute.type) {
                case NL80211_SURVEY_INFO_FREQUENCY.rawValue: frequency = attribute.word.flatMap(UInt16.init(exactly:))
                case NL80211_SURVEY_INFO_NOISE.rawValue: level = attribute.payload.first.map(Int8.init(bitPattern:))
                case NL80211_SURVEY_INFO_IN_USE.rawValue: isInUse = true
                default: break
                }
            }
        }
        guard let frequency, let level else { return nil }
        self.init(frequencyMegahertz: frequency, levelDBm: level, isInUse: isInUse)
    }
}
