import Timekeeping

/// For how long the sensors of a zone heard nothing for a reason that is not the visitors'.
struct Deafness: Equatable, Sendable {
    private var since: WallTime?
    private var total = Interval.zero

    mutating func began(at time: WallTime) {
        if since == nil { since = time }
    }

    mutating func ended(at time: WallTime) {
        if let since { total = total + max(time - since, .zero) }
        since = nil
    }

    /// The clock was set back: what goes on began just now.
    mutating func clockFellBack(to time: WallTime) {
        if since != nil { since = time }
    }

    /// All of it that is over.
    var pastTime: Interval { total }

    /// All of it up to `time`.
    func time(at time: WallTime) -> Interval {
        guard let since else { return total }
        return total + max(time - since, .zero)
    }
}
