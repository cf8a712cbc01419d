/// The division of channels among the radios of one box.
public enum ChannelSplit {
    /// Deals the open channels to `radios`, given the channels that each has; one list per radio, in the same order.
    ///
    /// Each channel that some radio can hear goes to exactly one, the one with the fewest so far. Channels that few radios
    /// have are dealt before those that many have, and among these the preferred ones first.
    /// A radio for which nothing is left gets its own preferred channels again, rather than stand idle.
    public static func deal(_ radios: [[RegulatoryChannel]]) -> [[RegulatoryChannel]] {
        var hands = radios.map { _ in [RegulatoryChannel]() }
        let open = radios.map { $0.filter(\.isOpenToListeners) }
        var owners: [Channel: [Int]] = [:]
        for (radio, channels) in open.enumerated() {
            for channel in channels { owners[channel.channel, default: []].append(radio) }
        }
        let order = owners.keys.sorted { left, right in
            rank(left, owners) == rank(right, owners) ? left < right : rank(left, owners) < rank(right, owners)
        }
        for channel in order {
            guard let radio = owners[channel]?.min(by: { hands[$0].count < hands[$1].count }),
                let entry = open[radio].first(where: { $0.channel == channel })
            else { continue }
            hands[radio].append(entry)
        }
        for radio in hands.indices where hands[radio].isEmpty {
            hands[radio] = open[radio].filter(\.channel.isPreferred)
        }
        return hands
    }

    private static func rank(_ channel: Channel, _ owners: [Channel: [Int]]) -> Int {
        (owners[channel]?.count ?? 0) * 2 + (channel.isPreferred ? 0 : 1)
    }
}
