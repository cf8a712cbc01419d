import Timekeeping

/// What is kept of one class of devices: 64 bytes, so that their order matters.
struct ClassActivity: Equatable, Sendable {
    private var lastFrame = WallTime(nanoseconds: .min)
    private var lastScan = WallTime(nanoseconds: .min)
    private var rhythm = ScanRhythm()
    /// Whether the entry stands for a class, or waits for the next one.
    var isTaken = true
    /// Bursts since the last scan event began.
    private var burstsOfEvent: UInt8 = 0
    /// What is usual of it.
    var habit = ClassHabit()
    let signature: UInt16
    private var minutes = ScanMinutes()

    init(signature: UInt16) { self.signature = signature }

    /// Scan events in the last 15 minutes.
    var scans: Int { minutes.sums.all.scans }

    /// Whether nothing was heard for a window.
    var isIdle: Bool { minutes.isEmpty }

    /// Whether nothing of it needs to be remembered at `time`.
    func isForgotten(at time: WallTime, horizon: Interval) -> Bool {
        isTaken && isIdle && (habit.isEmpty || time - lastFrame > horizon)
    }

    /// The number of devices that the class table expects, when only the last `heardMinutes` of the window could be
    /// heard, at the rate of these. Where most scans come by a clock, those are one device's.
    func devices(by table: ClassTable, heardMinutes: Int = 15) -> Double {
        func expected(_ scans: Int, _ busyMinutes: Int) -> Double {
            guard scans > 0 else { return 0 }
            return table.devices(
                scans: max(scans * 15 / heardMinutes, 1), busyMinutes: min(max(busyMinutes * 15 / heardMinutes, 1), 15))
        }
        let (all, others) = minutes.sums
        let devices = expected(all.scans, all.busyMinutes)
        guard all.scans >= 4, others.scans * 2 <= all.scans else { return devices }
        return min(devices, max(1, expected(others.scans, others.busyMinutes)))
    }

    /// A frame; it starts a scan event when its sender and its whole class had been silent. Answers whether it does.
    mutating func heard(startsBurst: Bool, at time: WallTime, minute: Int) -> Bool {
        defer { lastFrame = max(lastFrame, time) }
        guard startsBurst, time - lastFrame > scanGap else { return false }
        let isRegular = rhythm.scanned(afterSeconds: Float((time - lastScan).seconds))
        guard minutes.add(to: minute, isRegular: isRegular) else { return false }
        lastScan = time
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
    mutating func withdraw(_ events: Int, minute: Int) { minutes.subtract(events, from: minute) }

    /// A minute leaves the window, and its place is taken by a new one.
    mutating func forget(minute: Int) { minutes.clear(minute) }
}

/// The scans of fifteen minutes without an allocation: 49 fit into a minute, since they are 1.2 s apart.
private struct ScanMinutes: Equatable, Sendable {
    private var scans = InlineArray<15, UInt8>(repeating: 0)
    /// Those of them that came by the clock.
    private var regular = InlineArray<15, UInt8>(repeating: 0)

    typealias Sum = (scans: Int, busyMinutes: Int)

    /// All scans, and those that did not come by the clock, with the minutes that had some.
    var sums: (all: Sum, others: Sum) {
        var (all, others): (Sum, Sum) = ((0, 0), (0, 0))
        for index in scans.indices where scans[index] > 0 {
            all.scans += Int(scans[index])
            all.busyMinutes += 1
            guard scans[index] > regular[index] else { continue }
            others.scans += Int(scans[index] - regular[index])
            others.busyMinutes += 1
        }
        return (all, others)
    }

    /// Whether there is no scan.
    var isEmpty: Bool { scans.indices.allSatisfy { scans[$0] == 0 } }

    /// Adds one, and answers whether there was room.
    mutating func add(to minute: Int, isRegular: Bool) -> Bool {
        guard scans[minute] < .max else { return false }
        scans[minute] += 1
        if isRegular { regular[minute] += 1 }
        return true
    }

    /// Subtracts as much as there is.
    mutating func subtract(_ number: Int, from minute: Int) {
        scans[minute] -= UInt8(min(number, Int(scans[minute])))
        regular[minute] = min(regular[minute], scans[minute])
    }

    /// Empties a counter.
    mutating func clear(_ minute: Int) { (scans[minute], regular[minute]) = (0, 0) }

    static func == (left: Self, right: Self) -> Bool {
        left.scans.indices.allSatisfy {
            left.scans[$0] == right.scans[$0] && left.regular[$0] == right.regular[$0]
        }
    }
}

/// Source: measured scans of phones, 1 to 13 addresses each.
private let mostBurstsOfEvent: UInt8 = 13

/// Bursts of one class that follow each other within this time are one scan: phones change addresses inside a scan.
private let scanGap = Interval.milliseconds(1_200)
