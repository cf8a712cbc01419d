/// A channel that a radio has, and what the regulatory domain in force lets it do there.
///
/// Source: nl80211.h `enum nl80211_frequency_attr`.
public struct RegulatoryChannel: Equatable, Sendable {
    /// What one may do on a channel.
    public enum Use: UInt8, Sendable {
        /// Nothing, not even listen: the kernel refuses to tune.
        case forbidden
        /// Listen, and speak only after a radar check or when spoken to.
        case listenOnly
        /// Listen and speak.
        case allowed
    }

    /// The channel.
    public var channel: Channel
    /// Switched off by the domain or the driver.
    public var isDisabled: Bool
    /// Initiating radiation is not allowed (passive scan only).
    public var isPassive: Bool
    /// Radar must be looked for before speaking (DFS).
    public var needsRadarDetection: Bool

    /// A channel with its marks.
    public init(
        _ channel: Channel, isDisabled: Bool = false, isPassive: Bool = false, needsRadarDetection: Bool = false
    ) {
        self.channel = channel
        self.isDisabled = isDisabled
        self.isPassive = isPassive
        self.needsRadarDetection = needsRadarDetection
    }

    /// What may be done there.
    public var use: Use {
        if isDisabled { return .forbidden }
        return isPassive || needsRadarDetection ? .listenOnly : .allowed
    }

    /// Whether a sensor may listen there. It never speaks, so passive and radar channels are open to it.
    public var isOpenToListeners: Bool { use != .forbidden }
}
