/// What an installer asks of the channels.
public enum ChannelWish: Equatable, Sendable {
    /// All sensors of a site on one channel, so that they hear the same frames of the same scan (the default).
    case common
    /// These channels, each for the same time, in this order. One channel: no hopping at all.
    case fixed([Channel])
    /// Every channel that the radio has and the domain opens, in these bands.
    case survey([Band])

    /// The channels that are wished, of those that the radio has; open or not.
    ///
    /// The common channel is 11, then 1, then 6: the shares of scans that one fixed channel heard were 99.1, 95.9 and
    /// 77.8 % in the labelled captures of Pintor and Atzori (2021).
    func channels(of available: [RegulatoryChannel]) -> [Channel] {
        switch self {
        case .common:
            let open = available.filter(\.isOpenToListeners).map(\.channel)
            return (Self.commonChannels.first(where: open.contains) ?? open.min()).map { [$0] } ?? []
        case .fixed(let channels):
            var seen = Set<Channel>()
            return channels.filter { seen.insert($0).inserted }
        case .survey(let bands):
            return available.map(\.channel).filter { bands.contains($0.band) }.sorted(by: Self.preferredFirst)
        }
    }

    private static func preferredFirst(_ left: Channel, _ right: Channel) -> Bool {
        left.isPreferred == right.isPreferred ? left < right : left.isPreferred
    }

    /// The best first.
    static let commonChannels = [11, 1, 6].compactMap { Channel(number: $0, band: .twoPointFourGigahertz) }
}
