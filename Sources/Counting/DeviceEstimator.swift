public import Timekeeping

/// Estimates how many devices are present from how often each class of devices scans.
///
/// Addresses are not linked, and no device is followed: all that is kept is, per class, the number of scan events in
/// each of the last 15 minutes, the times of the last frame and scan, whether scans come by a clock, and what is usual of
/// the class (64 bytes a class, at most ``classLimit`` classes).
///
/// Who invents classes wins little: a class that has not been heard for long counts from its second scan on, and all
/// such strangers together for a fifth of the known ones at most. Who imitates phones wins no more than three times
/// what is usual of their class. While either is seen, ``isFlooded``, nothing is learnt of classes.
public struct DeviceEstimator: Equatable, Sendable {
    /// The most classes that are kept; frames of further ones are counted in ``refusedFrames`` only.
    public static let classLimit = 4_096

    /// Frames of classes that found no place: more than 0 means that somebody floods the air with invented classes.
    public private(set) var refusedFrames = 0

    /// Whether the window sounds invented: more classes than there is room for, hundreds of which one scan was heard, or
    /// a class far above what is usual of it.
    public private(set) var isFlooded = false

    private var slots = [UInt16](repeating: 0, count: 65_536)
    private var classes: [ClassActivity] = []
    private var free: [UInt16] = []
    private var shares: ZoneShares
    /// Bursts in each of the last 15 minutes, at most 13 for a scan event.
    private var burstsPerMinute = [Int](repeating: 0, count: Int(minutesPerWindow))
    private var minute = Int64.min
    private var firstMinute = Int64.min
    private var refusedFramesBefore = 0
    private var inventedUntil = Int64.min
    /// The place of the present minute in a class, and when it is over.
    private var minuteIndex = 0
    private var minuteEndsAt = WallTime(nanoseconds: .min)

    private let table: ClassTable

    /// An estimator that has heard nothing, for a shop of so many zones.
    public init(zones: Int = 1, table: ClassTable = .shipped) {
        shares = ZoneShares(zones: zones)
        self.table = table
    }

    /// A frame of a class of devices was heard.
    ///
    /// - Parameters:
    ///   - signature: The 16-bit class.
    ///   - startsBurst: Whether its sender had been silent for 4 s: later frames of a burst never start a scan event.
    /// - Returns: Whether it began a scan event.
    @discardableResult
    public mutating func heard(_ signature: UInt16, startsBurst: Bool, at time: WallTime) -> Bool {
        advance(to: time)
        guard let slot = slot(for: signature) else {
            refusedFrames += 1
            return false
        }
        let startsEvent = classes[slot].heard(startsBurst: startsBurst, at: time, minute: minuteIndex)
        if startsBurst, classes[slot].countsBurst() { burstsPerMinute[minuteIndex] += 1 }
        return startsEvent
    }

    /// A burst of a class of devices was heard that came from each zone with a probability.
    ///
    /// - Parameter zones: For each zone, in their order; only the proportions matter, and one is above 0.
    /// - Returns: Whether it began a scan event.
    @discardableResult
    public mutating func heard(_ signature: UInt16, startsBurst: Bool, at time: WallTime, zones: [Double]) -> Bool {
        guard heard(signature, startsBurst: startsBurst, at: time) else { return false }
        shares.add(zones, to: Int(slots[Int(signature)]) - 1, minute: minuteIndex)
        return true
    }

    /// Takes scan events of a class back: they were those of a device that is counted by itself.
    ///
    /// - Parameter minute: When they began, in whole minutes since 1970; what is older than the window is past already.
    public mutating func withdraw(_ events: Int, of signature: UInt16, minute: Int64) {
        let slot = Int(slots[Int(signature)]) - 1
        guard slot >= 0, minute <= self.minute, self.minute - minute < minutesPerWindow else { return }
        classes[slot].withdraw(events, minute: Self.index(of: minute))
    }

    /// The number of devices in each zone over the last 15 minutes: a class counts in each zone for its share of the
    /// class's scan events, so that the zones sum to the shop.
    ///
    /// - Parameters:
    ///   - heardMinutes: For how many minutes up to `time` anything could be heard, 1 to 15.
    ///   - followed: For each class, how many devices of it are counted by themselves.
    public mutating func devicesByZone(
        at time: WallTime, heardMinutes: Int = 15, besides followed: [UInt16: Double] = [:]
    ) -> [Double] {
        advance(to: time)
        var sums = [Double](repeating: 0, count: shares.zones)
        forEachSlot(heardMinutes: heardMinutes, besides: followed) { slot, devices, _ in
            shares.spread(devices, of: slot, over: &sums)
        }
        return sums
    }

    /// The number of devices over the last 15 minutes, uncalibrated.
    ///
    /// Before 15 minutes have been heard it speaks of the time since the start, and is low.
    public mutating func estimate(at time: WallTime) -> Estimate {
        advance(to: time)
        var sum = 0.0
        forEachSlot(heardMinutes: 15, besides: [:]) { _, devices, _ in sum += devices }
        return .uncalibrated(sum)
    }

    /// Gives each class that was heard in the last 15 minutes to `body`, with its number of devices, and whether it has
    /// been heard for long enough to be no invention.
    ///
    /// - Parameters:
    ///   - heardMinutes: For how many minutes up to `time` anything could be heard: of fewer than 15, the scan events are
    ///     taken for as many as 15 would have brought.
    ///   - followed: For each class, how many devices of it are counted by themselves.
    public mutating func forEachClass(
        at time: WallTime, heardMinutes: Int = 15, besides followed: [UInt16: Double] = [:],
        _ body: (_ signature: UInt16, _ devices: Double, _ isKnown: Bool) -> Void
    ) {
        advance(to: time)
        forEachSlot(heardMinutes: min(max(heardMinutes, 1), 15), besides: followed) { slot, devices, isKnown in
            body(classes[slot].signature, devices, isKnown)
        }
    }

    /// Bursts of frames in the last 15 minutes, at most 13 for a scan event: a crowd does not saturate them.
    public mutating func bursts(at time: WallTime) -> Int {
        advance(to: time)
        return burstsPerMinute.reduce(0, +)
    }

    /// Scan events in the last 15 minutes.
    public mutating func scanEvents(at time: WallTime) -> Int {
        advance(to: time)
        return classes.reduce(0) { $0 + $1.scans }
    }

    /// Forgets what is older than 15 minutes. Time that falls back moves nothing.
    @inline(__always)
    private mutating func advance(to time: WallTime) {
        if time >= minuteEndsAt { turn(to: time) }
    }

    private mutating func turn(to time: WallTime) {
        let now = flooredDivision(time.nanoseconds, by: Interval.minutes(1).nanoseconds).quotient
        guard now > minute else { return }
        if minute != .min, now - minute > minutesToForget { forgetAll() }
        let steps = minute == .min ? minutesPerWindow : min(now - minute, minutesPerWindow)
        for step in 0..<steps {
            let index = Self.index(of: now - step)
            burstsPerMinute[index] = 0
            for slot in classes.indices {
                classes[slot].forget(minute: index)
                shares.forget(minute: index, of: slot)
            }
        }
        if minute == .min { firstMinute = now }
        let isQuarter = minute != .min && now / minutesPerWindow != minute / minutesPerWindow
        minute = now
        minuteIndex = Self.index(of: now)
        minuteEndsAt = WallTime(seconds: (now + 1) * 60)
        learn(isQuarter: isQuarter)
        forgetClasses(at: time)
    }

    /// What is usual of each class. While invented ones are heard, only such classes are learnt as stand out from them.
    private mutating func learn(isQuarter: Bool) {
        var (once, often, scansOfStrangers, isExcessive) = (0, 0, 0, false)
        var strangersOften = 0
        for activity in classes where !activity.isIdle {
            if activity.devices(by: table) > activity.habit.ceiling { isExcessive = true }
            if activity.scans > 1 { often += 1 }
            guard !isKnown(activity) else { continue }
            scansOfStrangers += activity.scans
            if activity.scans > 1 { strangersOften += 1 } else { once += 1 }
        }
        if refusedFrames > refusedFramesBefore || strangersOften > mostStrangers
            || once > fewestInvented && once > 4 * often
        {
            inventedUntil = minute + minutesPerWindow
        }
        refusedFramesBefore = refusedFrames
        let isInvented = minute <= inventedUntil
        isFlooded = isInvented || isExcessive
        let fewest = isInvented ? max(12, 6 * scansOfStrangers / max(once + strangersOften, 1)) : 2
        for slot in classes.indices where classes[slot].scans >= fewest {
            classes[slot].habit.minuteEnded()
            if isQuarter, !isFlooded { classes[slot].habit.quarterEnded(devices: classes[slot].devices(by: table)) }
        }
    }

    /// After a time in which every class is forgotten, the place is a new one.
    private mutating func forgetAll() {
        self = Self(zones: shares.zones, table: table)
    }

    private mutating func forgetClasses(at time: WallTime) {
        let isCrowded = (classes.count - free.count) * 2 > Self.classLimit
        let horizon = Interval.minutes(isCrowded ? 1_440 : minutesToForget)
        for slot in classes.indices where classes[slot].isForgotten(at: time, horizon: horizon) {
            slots[Int(classes[slot].signature)] = 0
            classes[slot].isTaken = false
            free.append(UInt16(slot))
        }
    }

    /// Gives each class that was heard in the window to `body`, with the number of its devices that is believed.
    ///
    /// A phone that keeps one address for a while scans under others besides: where a device of the class is counted by
    /// itself, one of the others is taken for the same.
    private func forEachSlot(
        heardMinutes: Int, besides followed: [UInt16: Double],
        _ body: (_ slot: Int, _ devices: Double, _ isKnown: Bool) -> Void
    ) {
        func believed(_ activity: ClassActivity) -> Double {
            if activity.scans < 2, !isKnown(activity) { return 0 }
            let devices = min(activity.devices(by: table, heardMinutes: heardMinutes), activity.habit.ceiling)
            guard let others = followed[activity.signature] else { return devices }
            return devices - min(others, 1) * min(devices, 1)
        }
        var (known, strange) = (0.0, 0.0)
        for activity in classes where !activity.isIdle {
            if isKnown(activity) { known += believed(activity) } else { strange += believed(activity) }
        }
        let allowed = max(known, fewestKnown) / 5
        let share = strange > allowed ? allowed / strange : 1
        for slot in classes.indices where !classes[slot].isIdle {
            let isKnown = isKnown(classes[slot])
            body(slot, believed(classes[slot]) * (isKnown ? 1 : share), isKnown)
        }
    }

    /// On the first day all classes are new, and two minutes of hearing one have to do.
    private func isKnown(_ activity: ClassActivity) -> Bool {
        activity.habit.isKnown(after: minute - firstMinute < 1_440 ? 2 : 30)
    }

    private static func index(of minute: Int64) -> Int {
        Int(flooredDivision(minute, by: minutesPerWindow).remainder)
    }

    private mutating func slot(for signature: UInt16) -> Int? {
        let known = slots[Int(signature)]
        if known != 0 { return Int(known) - 1 }
        let slot: Int
        if let reused = free.popLast() {
            slot = Int(reused)
            classes[slot] = ClassActivity(signature: signature)
        } else if classes.count < Self.classLimit {
            slot = classes.count
            classes.append(ClassActivity(signature: signature))
            shares.addClass()
        } else {
            return nil
        }
        slots[Int(signature)] = UInt16(slot + 1)
        return slot
    }
}

private let minutesPerWindow: Int64 = 15
/// What is usual of a class is kept for a week after it was heard last.
private let minutesToForget: Int64 = 7 * 1_440
/// Fewer classes of which one scan was heard are no flood: that many visitors may have phones that nobody else has.
private let fewestInvented = 64
/// More classes than that are not new to a place at once.
private let mostStrangers = 512
/// Strangers count for one device at least.
private let fewestKnown = 5.0
