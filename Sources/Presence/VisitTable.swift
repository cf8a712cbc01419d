import Timekeeping

/// The visits that are going on, and when to look at each; a place names a visit until it ends.
struct VisitTable: Sendable {
    /// How many visits are going on.
    private(set) var count = 0

    private var entries: [Entry] = []
    private var free: [Int32] = []
    private var schedule: Schedule
    private let zones: Int
    /// For each visit, the probability of each zone at its last scan: only where there are several zones.
    private var probabilities: [Float] = []

    /// No visits, of at most `limit` devices in so many zones; the schedule stands at `time`.
    init(limit: Int, zones: Int, at time: WallTime) {
        self.zones = zones
        schedule = Schedule(at: time)
        entries.reserveCapacity(limit)
    }

    subscript(_ place: Int32) -> Visit {
        get { entries[Int(place)].visit }
        _modify { yield &entries[Int(place)].visit }
    }

    /// Where the visits stand that are going on.
    var places: [Int32] { entries.indices.filter { entries[$0].isGoingOn }.map { Int32($0) } }

    /// Where the device of a visit stands.
    func device(of place: Int32) -> Int { Int(entries[Int(place)].device) }

    /// Adds a visit of the device at `device`, to be looked at after `time`.
    mutating func add(_ visit: Visit, device: Int, reviewAt time: WallTime) -> Int32 {
        let entry = Entry(visit: visit, device: Int32(device), isGoingOn: true)
        let place: Int32
        if let reused = free.popLast() {
            place = reused
            entries[Int(place)] = entry
        } else {
            place = Int32(entries.count)
            entries.append(entry)
        }
        count += 1
        schedule.add(place, at: time)
        return place
    }

    /// Notes the probability of each zone at the last scan of a visit.
    mutating func setProbabilities(_ values: [Double], of place: Int32) {
        let first = Int(place) * zones
        if first + zones > probabilities.count {
            probabilities.append(contentsOf: repeatElement(0, count: first + zones - probabilities.count))
        }
        for (zone, value) in values.enumerated() { probabilities[first + zone] = Float(value) }
    }

    /// A visit in numbers.
    func summary(_ place: Int32, rules: PresenceRules, model: LevelModel) -> VisitSummary {
        let first = Int(place) * zones
        let known = first + zones <= probabilities.count ? probabilities[first..<first + zones].map(Double.init) : []
        return self[place].summary(rules: rules, model: model, zones: known)
    }

    /// A visit ended; its place is free.
    mutating func end(_ place: Int32) {
        entries[Int(place)].isGoingOn = false
        count -= 1
        schedule.remove(place)
        free.append(place)
    }

    /// The visits to look at now. Each is to be given to ``lookAgain(at:place:)``.
    mutating func due(at time: WallTime) -> [Int32] { schedule.turn(to: time) }

    /// A visit that was looked at is to be looked at again, if it has not ended by now.
    mutating func lookAgain(at time: WallTime, place: Int32) {
        if entries[Int(place)].isGoingOn { schedule.add(place, at: time) }
    }

    private struct Entry: Sendable {
        var visit: Visit
        var device: Int32
        var isGoingOn: Bool
    }
}
