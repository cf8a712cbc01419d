import Timekeeping

extension HopPlan {
    /// The index of the channel that the dwell beginning at `now` belongs to; `nil` when no channel is open. `slot` is the
    /// number of the dwell by the wall clock, for lists that are walked in step with other sensors.
    ///
    /// Earliest deadline first with a slack test. With N channels, dwell d and visit interval V ≥ N·d: as long as the
    /// k-th oldest channel is due no sooner than `now + k·d`, all can still be served in time; a free dwell is given
    /// only when that holds after it too.
    func next(at now: Uptime, slot: Int64?) -> Int? {
        guard !isListed else { return nextListed(slot: slot) }
        let byAge = shares.indices.sorted { due($0, now) < due($1, now) }
        guard let oldest = byAge.first else { return nil }
        for (place, index) in byAge.enumerated() {
            let start = now + Interval(nanoseconds: settings.dwell.nanoseconds * Int64(place + 1))
            if start > due(index, now) { return oldest }
        }
        return shares.indices.min { shares[$0].pass < shares[$1].pass }
    }

    /// The relative share of the free time of the channel at `index`, above zero.
    func weight(of index: Int) -> Double {
        let even = shares[index].evenWeight / shares.reduce(0) { $0 + $1.evenWeight }
        let heard = shares.reduce(0) { $0 + $1.framesPerSecond }
        guard heard > 0 else { return even }
        return settings.evenShare * even + (1 - settings.evenShare) * shares[index].framesPerSecond / heard
    }

    private func due(_ index: Int, _ now: Uptime) -> Uptime { (shares[index].lastVisit ?? now) + visitInterval }

    private var isListed: Bool { if case .fixed = wish { true } else { false } }

    private func nextListed(slot: Int64?) -> Int? {
        guard !shares.isEmpty else { return nil }
        if let slot { return Int(slot % Int64(shares.count)) }
        guard let index = shares.firstIndex(where: { $0.channel == current }) else { return 0 }
        return (index + 1) % shares.count
    }
}
