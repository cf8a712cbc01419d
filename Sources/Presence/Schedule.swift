import Timekeeping

/// Which places to look at in which second: a wheel of 1,024 seconds, whose spokes are doubly linked lists.
///
/// A place stands in one second only, and is not moved when its time changes: when its second comes it is looked at, and
/// scheduled anew if its time has not come. So a frame costs nothing here.
struct Schedule: Equatable, Sendable {
    private var heads = [Int32](repeating: -1, count: Int(wheelSize))
    /// For each place, its neighbours in its second.
    private var links: [Links] = []
    private var second: Int64

    /// A wheel that stands at `time`.
    init(at time: WallTime) { second = Self.second(of: time) }

    /// Schedules a place, which is not on the wheel, for the first whole second after `time`, at the latest in 17 minutes.
    mutating func add(_ place: Int32, at time: WallTime) {
        let due = min(max(Self.second(of: time) + 1, second + 1), second + wheelSize - 1)
        let spoke = Self.spoke(of: due)
        if Int(place) >= links.count {
            links.append(contentsOf: repeatElement(Links(), count: Int(place) + 1 - links.count))
        }
        let next = heads[spoke]
        links[Int(place)] = Links(next: next, spoke: Int32(spoke))
        if next >= 0 { links[Int(next)].previous = place }
        heads[spoke] = place
    }

    /// Takes a place off the wheel, if it is on it.
    mutating func remove(_ place: Int32) {
        let link = links[Int(place)]
        guard link.spoke >= 0 else { return }
        links[Int(place)] = Links()
        if link.next >= 0 { links[Int(link.next)].previous = link.previous }
        if link.previous >= 0 { links[Int(link.previous)].next = link.next } else { heads[Int(link.spoke)] = link.next }
    }

    /// Turns the wheel to `time`, and answers the places whose second has come, the earliest second first.
    ///
    /// A clock that falls back sets the wheel back; nothing is due then.
    mutating func turn(to time: WallTime) -> [Int32] {
        let now = Self.second(of: time)
        defer { second = now }
        guard now > second else { return [] }
        var due: [Int32] = []
        for passed in second + 1...min(now, second + wheelSize) {
            let spoke = Self.spoke(of: passed)
            var place = heads[spoke]
            heads[spoke] = -1
            while place >= 0 {
                due.append(place)
                let next = links[Int(place)].next
                links[Int(place)] = Links()
                place = next
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

    /// The neighbours of a place, or -1, and its spoke; -1 when the place is not on the wheel.
    private struct Links: Equatable, Sendable {
        var next: Int32 = -1
        var previous: Int32 = -1
        var spoke: Int32 = -1
    }
}

private let wheelSize: Int64 = 1_024
