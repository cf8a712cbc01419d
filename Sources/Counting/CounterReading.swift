public import Timekeeping

/// What a door beam, a people-counting camera or a person with a tally says.
public struct CounterReading: Equatable, Sendable {
    /// Which one.
    public var counter: String
    /// When it was read.
    public var time: WallTime
    /// People who are there; `nil` when it counts at a door.
    public var occupancy: Int?
    /// People who came in since the reading before.
    public var entries: Int
    /// People who went out since the reading before.
    public var exits: Int

    /// A reading of these parts.
    public init(counter: String, time: WallTime, occupancy: Int? = nil, entries: Int = 0, exits: Int = 0) {
        self.counter = counter
        self.time = time
        self.occupancy = occupancy
        self.entries = entries
        self.exits = exits
    }

    /// Whether it counts who comes and goes.
    public var isOfDoor: Bool { occupancy == nil }
}

/// How many people are there by the other counters.
///
/// Doors are summed up. What they miss adds up too, so that after three hours in which nobody came in nobody is taken
/// to be there. A reading holds for 20 minutes.
public struct CounterGauge: Equatable, Sendable {
    private var present = 0.0
    private var readAt: WallTime?
    private var lastEntryAt: WallTime?
    /// Since when the mean is taken, how much of that time is known, and the people in it.
    private var knownSeconds = 0.0
    private var personSeconds = 0.0
    private var upTo: WallTime

    /// A gauge that has read nothing.
    public init(at time: WallTime) { upTo = time }

    /// A counter was read.
    public mutating func read(_ reading: CounterReading) {
        advance(to: reading.time)
        if let occupancy = reading.occupancy {
            present = Double(occupancy)
        } else {
            if let lastEntryAt, reading.time - lastEntryAt >= emptyAfter { present = 0 }
            present = max(0, present + Double(reading.entries - reading.exits))
            if reading.entries > 0 || lastEntryAt == nil { lastEntryAt = reading.time }
        }
        readAt = max(readAt ?? reading.time, reading.time)
    }

    /// The mean since the last call; `nil` when most of that time is not known.
    public mutating func takeMean(at time: WallTime) -> Double? {
        advance(to: time)
        defer { (knownSeconds, personSeconds) = (0, 0) }
        return knownSeconds > 600 ? personSeconds / knownSeconds : nil
    }

    private mutating func advance(to time: WallTime) {
        guard time > upTo else { return }
        if let readAt {
            let known = min(time, readAt + validity) - upTo
            if known > .zero {
                knownSeconds += known.seconds
                personSeconds += known.seconds * present
            }
        }
        upTo = time
    }
}

private let validity = Interval.minutes(20)
private let emptyAfter = Interval.minutes(180)
