import Timekeeping

/// What is kept of one class of devices.
struct ClassActivity: Equatable, Sendable {
    let signature: UInt16
    /// Whether the entry stands for a class, or waits for the next one.
    var isTaken = true
    /// Scan events in the last 15 minutes.
    private(set) var scans = 0
    private var lastFrame = WallTime(nanoseconds: .min)
    private var perMinute = InlineMinutes()
    /// Bursts since the last scan event began.
    private var burstsOfEvent: UInt8 = 0

    init(signature: UInt16) { self.signature = signature }

    /// Whether nothing was heard for a window.
    var isIdle: Bool { scans == 0 }

    /// The number of devices that the class table expects.
    var devices: Double {
        scans == 0 ? 0 : ClassTable.devices(scans: scans, busyMinutes: perMinute.busyCount)
    }

    /// The number of devices when only the last `heardMinutes` of the window could be heard, at the rate of these.
    func devices(heardMinutes: Int) -> Double {
        if heardMinutes == 15 || scans == 0 { return devices }
        let (scans, busy) = (scans * 15 / heardMinutes, perMinute.busyCount * 15 / heardMinutes)
        return ClassTable.devices(scans: scans, busyMinutes: min(busy, 15))
    }

    /// A frame; it starts a scan event when its sender and its whole class had been silent. Answers whether it does.
    mutating func heard(startsBurst: Bool, at time: WallTime, minute: Int) -> Bool {
        defer { lastFrame = max(lastFrame, time) }
        guard startsBurst, time - lastFrame > scanGap, perMinute.add(to: minute) else { return false }
        scans += 1
        burstsOfEvent = 0
        return true
    }

    /// A burst; answers whether it counts as one: of one scan event no more than a phone has addresses in a scan.
    mutating func countsBurst() -> Bool {
        guard burstsOfEvent < mostBurstsOfEvent else { return false }
        burstsOfEvent += 1
        return true
    }

    /// Events of a minute turn out to be those of a device that is counted by itself.
    mutating func withdraw(_ events: Int, minute: Int) { scans -= perMinute.subtract(events, from: minute) }

    /// A minute leaves the window, and its place is taken by a new one.
    mutating func forget(minute: Int) { scans -= perMinute.clear(minute) }
}

/// Fifteen counters without an allocation.
private struct InlineMinutes: Equatable, Sendable {
    private var counts = InlineArray<15, UInt16>(repeating: 0)

    /// Minutes with at least one event.
    var busyCount: Int {
        var busy = 0
        for index in counts.indices where counts[index] > 0 { busy += 1 }
        return busy
    }

    /// Adds one, and answers whether there was room.
    mutating func add(to minute: Int) -> Bool {
        guard counts[minute] < .max else { return false }
        counts[minute] += 1
        return true
    }

    /// Subtracts as much as there is, and answers how much that was.
    mutating func subtract(_ number: Int, from minute: Int) -> Int {
        let taken = min(number, Int(counts[minute]))
        counts[minute] -= UInt16(taken)
        return taken
    }

    /// Empties a counter, and answers what it held.
    mutating func clear(_ minute: Int) -> Int {
        defer { counts[minute] = 0 }
        return Int(counts[minute])
    }

    static func == (left: Self, right: Self) -> Bool {
        left.counts.indices.allSatisfy { left.counts[$0] == right.counts[$0] }
    }
}

/// Source: measured scans of phones, 1 to 13 addresses each.
private let mostBurstsOfEvent: UInt8 = 13

/// Bursts of one class that follow each other within this time are one scan: phones change addresses inside a scan.
private let scanGap = Interval.milliseconds(1_200)
