extension ChannelWish {
    /// What each of several radios of one box listens to, given the channels that each has; an empty list for a radio that
    /// has none of the wished ones, or none at all.
    ///
    /// Lists and surveys are dealt out: see ``ChannelSplit``. With ``common``, the first radio takes the common channel,
    /// the second and the third the next best ones.
    public func division(among radios: [[RegulatoryChannel]]) -> [[Channel]] {
        if case .common = self { return commonDivision(among: radios) }
        let wished = radios.map { available in
            let wished = Set(channels(of: available))
            return available.filter { $0.isOpenToListeners && wished.contains($0.channel) }
        }
        return zip(ChannelSplit.deal(wished), wished).map { hand, wished in
            (hand.isEmpty ? wished : hand).map(\.channel)
        }
    }

    private func commonDivision(among radios: [[RegulatoryChannel]]) -> [[Channel]] {
        var rest = Self.commonChannels
        return radios.map { available in
            let open = available.filter(\.isOpenToListeners).map(\.channel)
            guard let best = rest.firstIndex(where: open.contains) else { return channels(of: available) }
            return [rest.remove(at: best)]
        }
    }
}
