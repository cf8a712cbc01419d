import Timekeeping

/// Which devices to look at in which second: a wheel of 1,024 seconds.
///
/// A device stands in one second only, and is not moved when it is heard: when its second comes, it is looked at, and
/// scheduled anew if its time has not come. So a frame costs nothing here. The links are kept in the devices.
struct Schedule: Equatable, Sendable {
    private var heads = [Int32](repeating: -1, count: 1_024)
    private var second: Int64

    /// A wheel that stands at `time`.
    init(at time: WallTime) { second = Self.second(of: time) }

    /// Whether a second has passed since the wheel was last turned, or the clock fell back.
    func isDue(at time: WallTime) -> Bool { Self.second(of: time) != second }

    /// Schedules a place for the first second that is not before `time`, at the latest in 17 minutes.
    mutating func add(_ place: Int, at time: WallTime, links entries: inout [Device]) {
        let due = Self.second(of: time) + 1
        let bucket = Int(flooredDivision(min(max(due, second + 1), second + wheelSize - 1), by: wheelSize).remainder)
        entries[place].nextInSchedule = heads[bucket]
        heads[bucket] = Int32(place)
    }

    /// Turns the wheel to `time`, and answers the places whose second has come, the oldest first.
    ///
    /// A clock that falls back sets the wheel back; nothing is due then.
    mutating func turn(to time: WallTime, links entries: [Device]) -> [Int] {
        let now = Self.second(of: time)
        guard now > second else {
            second = now
            return []
        }
        var due: [Int] = []
        for passed in max(second + 1, now - wheelSize + 1)...now {
            let bucket = Int(flooredDivision(passed, by: wheelSize).remainder)
            var place = heads[bucket]
            heads[bucket] = -1
            while place >= 0 {
                due.append(Int(place))
                place = entries[Int(place)].nextInSchedule
            }
        }
        second = now
        return due
    }

    private static func second(of time: WallTime) -> Int64 {
        flooredDivision(time.nanoseconds, by: Interval.seconds(1).nanoseconds).quotient
    }
}

private let wheelSize: Int64 = 1_024
