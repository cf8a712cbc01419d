import Counting
import Timekeeping

/// The windows that are open: their means, who came through the doors meanwhile, and when they close.
struct ObservedWindows: Equatable, Sendable {
    private let timeZone: TimeZoneRules
    private let zones: Int
    /// For each zone and length.
    private var means: [WindowMean]
    /// For each length.
    private var doors = [DoorCount](repeating: DoorCount(), count: lengths)
    private var doorReadAt: WallTime?
    private var day: Int64

    init(zones: Int, timeZone: TimeZoneRules, at time: WallTime) {
        self.zones = zones
        self.timeZone = timeZone
        means = [WindowMean](repeating: WindowMean(), count: zones * lengths)
        day = 0
        day = localDay(at: time)
    }

    /// Whether windows of a length close at a full minute by the shop's clocks. A day closes when the date changes, also
    /// where the clocks are changed at midnight.
    func closes(_ length: FootfallTally.Length, at time: WallTime) -> Bool {
        if length == .day { return localDay(at: time) > day }
        let seconds = timeZone.local(time).nanoseconds / 1_000_000_000
        return seconds % Int64(length.interval.seconds) == 0
    }

    /// The full hour by the shop's clocks at or before `time`.
    func startOfHour(at time: WallTime) -> WallTime {
        let hour = FootfallTally.Length.hour.interval.nanoseconds
        return time - .nanoseconds(flooredDivision(timeZone.local(time).nanoseconds, by: hour).remainder)
    }

    /// The full minute at which the day of `time` ends; `nil` after a clock that fell back from another day.
    func endOfDay(after time: WallTime) -> WallTime? {
        let minute = WallTime(seconds: flooredDivision(time.nanoseconds, by: 60_000_000_000).quotient * 60)
        return (0...Self.mostMinutesOfDay).lazy.map { minute + .minutes($0) }.first { closes(.day, at: $0) }
    }

    /// What is open of a length is not told.
    mutating func giveUp(_ length: FootfallTally.Length) {
        doors[length.rawValue] = DoorCount()
        for zone in 0..<zones { _ = means[zone * lengths + length.rawValue].take() }
    }

    /// A full minute is dealt with.
    mutating func minuteEnded(at time: WallTime) { day = max(day, localDay(at: time)) }

    /// The hour of the week by the shop's clocks: 0 begins on Monday at midnight.
    func hourOfWeek(at time: WallTime) -> Int {
        // 1970-01-01 was a Thursday.
        let weekday = flooredDivision(localDay(at: time) + 3, by: 7).remainder
        return Int(weekday) * 24 + timeZone.hour(at: time)
    }

    /// The state of a zone at a full minute is part of each open window.
    mutating func add(_ occupancy: Occupancy) {
        for length in 0..<lengths { means[occupancy.zone * lengths + length].add(occupancy) }
    }

    /// A counter at a door was read.
    mutating func read(_ reading: CounterReading) {
        guard reading.isOfDoor else { return }
        doorReadAt = max(doorReadAt ?? reading.time, reading.time)
        for length in doors.indices {
            doors[length].entries += reading.entries
            doors[length].exits += reading.exits
        }
    }

    /// What a window of a zone amounts to that closes at `time`.
    mutating func take(
        _ length: FootfallTally.Length, zone: Int, figures: FootfallFigures, isWholeShop: Bool, coverage: Coverage,
        calibration: PeopleModel.Calibration?, at time: WallTime
    ) -> Footfall {
        let mean = means[zone * lengths + length.rawValue].take()
        let door = doors[length.rawValue]
        if zone == zones - 1 { doors[length.rawValue] = DoorCount() }
        var footfall = Footfall(
            zone: zone, length: length, from: figures.from, to: time, devices: mean.devices, people: mean.people,
            calibration: calibration, figures: figures, coverage: coverage)
        guard isWholeShop, let people = mean.people?.value else { return footfall }
        let seconds = (time - figures.from).seconds
        if let doorReadAt, time - doorReadAt < .minutes(20) {
            (footfall.entries, footfall.exits) = (door.entries, door.exits)
            if door.entries > 0 { footfall.meanDwell = .seconds(Int64(people * seconds / Double(door.entries))) }
        } else if calibration != nil, let stay = figures.meanDwellSeconds {
            footfall.entries = Int((people * seconds / stay).rounded())
            footfall.exits = max(0, Int((people * seconds / stay - mean.rise).rounded()))
        }
        return footfall
    }

    /// With a change of the clocks of two hours.
    private static let mostMinutesOfDay: Int64 = 26 * 60

    private func localDay(at time: WallTime) -> Int64 {
        flooredDivision(timeZone.local(time).nanoseconds, by: 86_400_000_000_000).quotient
    }
}

/// Who came through the doors in a window.
private struct DoorCount: Equatable, Sendable {
    var entries = 0
    var exits = 0
}

/// The mean of the minutes of a window.
private struct WindowMean: Equatable, Sendable {
    private var devices = 0.0
    private var people = Estimate(value: 0, low: 0, high: 0)
    private var first: Double?
    private var last = 0.0
    private var count = 0.0

    mutating func add(_ occupancy: Occupancy) {
        guard let devices = occupancy.devices, let people = occupancy.people else { return }
        self.devices += devices.value
        self.people.value += people.value
        self.people.low += people.low
        self.people.high += people.high
        first = first ?? people.value
        last = people.value
        count += 1
    }

    /// The means, or `nil` when no minute had an estimate, and by how much people have become more.
    mutating func take() -> (devices: Estimate?, people: Estimate?, rise: Double) {
        defer { self = WindowMean() }
        guard count > 0 else { return (nil, nil, 0) }
        let people = Estimate(value: people.value / count, low: people.low / count, high: people.high / count)
        return (.uncalibrated(devices / count), people, last - (first ?? last))
    }
}

private let lengths = FootfallTally.Length.allCases.count
