import Counting
import Timekeeping

/// For how long of the last 15 minutes something could be heard at all.
struct HeardTime: Equatable, Sendable {
    private var since: WallTime
    /// Times in which nothing could be heard, in their order; the last one goes on while ``isLost``.
    private var losses: [Range<WallTime>] = []
    private var isLost = false

    /// From now on something can be heard.
    init(since time: WallTime) { since = time }

    /// From now on nothing can be heard.
    mutating func lost(at time: WallTime) {
        guard !isLost else { return }
        isLost = true
        losses.removeAll { time - $0.upperBound >= PresenceTracker.retention }
        // A radio that comes and goes each second is not worth a list.
        if losses.count == Self.mostLosses { losses.removeFirst() }
        losses.append(time..<time)
    }

    /// Something can be heard again.
    mutating func returned(at time: WallTime) {
        guard isLost, let loss = losses.popLast() else { return }
        isLost = false
        losses.append(loss.lowerBound..<max(loss.lowerBound, time))
    }

    /// The clock was set back.
    mutating func fellBack(to time: WallTime) {
        since = min(since, time)
        losses.removeAll { $0.lowerBound > time }
        isLost = isLost && !losses.isEmpty
    }

    /// Of the 15 minutes up to `time`, so many could be heard.
    func minutes(at time: WallTime) -> Double {
        let from = max(since, time - PresenceTracker.retention)
        var heard = max((time - from).seconds, 0)
        for (number, loss) in losses.enumerated() {
            let end = isLost && number == losses.count - 1 ? time : min(loss.upperBound, time)
            heard -= max((end - max(loss.lowerBound, from)).seconds, 0)
        }
        return max(heard, 0) / 60
    }

    private static let mostLosses = 100
}

extension Estimate {
    /// What was heard in so few minutes that phones which have not scanned yet, or not twice, are missing: the upper end
    /// allows for them.
    ///
    /// Source: eight simulated shops (`footfall simulate --site --arrivals 400 --skip 3`, seeds 1 to 8, replayed): of
    /// what is counted from the fifth minute on, 36 % are counted after three minutes and 71 % after four.
    func heard(minutes: Double) -> Self {
        guard minutes < Self.fewestMinutes else { return self }
        let share = max(minutes, 1) / Self.fewestMinutes
        return Estimate(value: value, low: low, high: high / (share * share))
    }

    /// Fewer are not scaled up: a single scan would become too many.
    static let fewestMinutes = 5.0
}
