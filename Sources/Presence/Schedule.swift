import Timekeeping

/// Which places to look at in which second: a wheel of 1,024 seconds, whose spokes are linked lists.
///
/// A place stands in one second only, and is not moved when its time changes: when its second comes it is looked at, and
/// scheduled anew if its time has not come. So a frame costs nothing here.
struct Schedule: Equatable, Sendable {
    private var heads = [Int32](repeating: -1, count: Int(wheelSize))
    /// For each place, the next one in its second, or -1.
    private var links: [Int32] = []
    private var second: Int64

    /// A wheel that stands at `time`.
    init(at time: WallTime) { second = Self.second(of: time) }

    /// Schedules a place, which is not on the wheel, for the first whole second after `time`, at the latest in 17 minutes.
    mutating func add(_ place: Int32, at time: WallTime) {
        let due = min(max(Self.second(of: time) + 1, second + 1), second + wheelSize - 1)
        let spoke = Self.spoke(of: due)
        if Int(place) >= links.count {
            links.append(contentsOf: repeatElement(-1, count: Int(place) + 1 - links.count))
        }
        links[Int(place)] = heads[spoke]
        heads[spoke] = place
    }

    /// Turns the wheel to `time`, and answers the places whose second has come, the earliest second first.
    ///
    /// A clock that falls back sets the wheel back; nothing is due then.
    mutating func turn(to time: WallTime) -> [Int32] {
        let now = Self.second(of: time)
        defer { second = now }
        guard now > second else { return [] }
        var due: [Int32] = []
        for passed in max(second + 1, now - wheelSize + 1)...now {
            let spoke = Self.spoke(of: passed)
            var place = heads[spoke]
            heads[spoke] = -1
            while place >= 0 {
                due.append(place)
                place = links[Int(place)]
            }
        }
        return due
    }

    private static func second(of time: WallTime) -> Int64 {
        flooredDivision(time.nanoseconds, by: Interval.seconds(1).nanoseconds).quotient
    }

    private static func spoke(of second: Int64) -> Int {
        Int(flooredDivision(second, by: wheelSize).remainder)
    }
}

private let wheelSize: Int64 = 1_024
