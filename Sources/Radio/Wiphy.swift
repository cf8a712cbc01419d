internal import CNetlink
internal import Survey

/// What the kernel says that a radio can do.
struct Wiphy: Equatable, Sendable {
    let index: UInt32
    var name = ""
    /// Its channels, with what the domain in force lets it do there; 20 MHz channels of the three bands only.
    var channels: [RegulatoryChannel] = []
    /// Whether it can listen to everything.
    var canMonitor = false
    /// Whether a listener may be added beside anything else: the mark of drivers that leave the work to mac80211.
    var addsMonitorsFreely = false

    /// The radios in the answers to a split dump, where each one's description comes in many parts.
    static func radios(in answers: [ArraySlice<UInt8>]) -> [Self] {
        var radios: [UInt32: Self] = [:]
        for answer in answers {
            guard let index = NetlinkAttributes(answer).first(where: { $0.type == NL80211_ATTR_WIPHY.rawValue })?.word
            else { continue }
            radios[index, default: Self(index: index)].add(answer)
        }
        return radios.values.sorted { $0.index < $1.index }
    }

    private mutating func add(_ part: ArraySlice<UInt8>) {
        for attribute in NetlinkAttributes(part) {
            switch UInt32(attribute.type) {
            case NL80211_ATTR_WIPHY_NAME.rawValue: name = attribute.text
            case NL80211_ATTR_SUPPORTED_IFTYPES.rawValue: canMonitor = Self.namesMonitor(attribute)
            case NL80211_ATTR_SOFTWARE_IFTYPES.rawValue: addsMonitorsFreely = Self.namesMonitor(attribute)
            case NL80211_ATTR_WIPHY_BANDS.rawValue: attribute.nested.forEach { addBand($0) }
            default: break
            }
        }
    }

    /// A set of interface types: nested flags, whose numbers are the types.
    private static func namesMonitor(_ attribute: NetlinkAttribute) -> Bool {
        attribute.nested.contains { $0.type == NL80211_IFTYPE_MONITOR.rawValue }
    }

    private mutating func addBand(_ band: NetlinkAttribute) {
        for attribute in band.nested where attribute.type == NL80211_BAND_ATTR_FREQS.rawValue {
            for frequency in attribute.nested {
                guard let channel = Self.channel(frequency) else { continue }
                // The old, unsplit form repeats what the split parts say.
                channels.removeAll { $0.channel == channel.channel }
                channels.append(channel)
            }
        }
    }

    private static func channel(_ frequency: NetlinkAttribute) -> RegulatoryChannel? {
        var channel: Channel?
        var types = Set<UInt32>()
        for attribute in frequency.nested {
            types.insert(UInt32(attribute.type))
            if attribute.type == NL80211_FREQUENCY_ATTR_FREQ.rawValue {
                channel = attribute.word.flatMap { Channel(frequencyMegahertz: $0) }
            }
        }
        guard let channel else { return nil }
        return RegulatoryChannel(
            channel, isDisabled: types.contains(NL80211_FREQUENCY_ATTR_DISABLED.rawValue),
            isPassive: types.contains(NL80211_FREQUENCY_ATTR_NO_IR.rawValue),
            needsRadarDetection: types.contains(NL80211_FREQUENCY_ATTR_RADAR.rawValue))
    }
}
