public import Timekeeping

/// Estimates how many devices are present from how often each class of devices scans.
///
/// Addresses are not linked, and no device is followed: all that is kept is, per class, the number of scan events in
/// each of the last 15 minutes and the time of the last frame (56 bytes a class, at most ``classLimit`` classes).
public struct DeviceEstimator: Equatable, Sendable {
    /// The most classes that are kept; frames of further ones are counted in ``refusedFrames`` only.
    public static let classLimit = 4_096

    /// Frames of classes that found no place: more than 0 means that somebody floods the air with invented classes.
    public private(set) var refusedFrames = 0

    private var slots = [UInt16](repeating: 0, count: 65_536)
    private var classes: [ClassActivity] = []
    private var free: [UInt16] = []
    private var shares: ZoneShares
    /// Bursts in each of the last 15 minutes, at most 13 for a scan event.
    private var burstsPerMinute = [Int](repeating: 0, count: Int(minutesPerWindow))
    private var minute = Int64.min
    /// The place of the present minute in a class, and when it is over.
    private var minuteIndex = 0
    private var minuteEndsAt = WallTime(nanoseconds: .min)

    /// An estimator that has heard nothing, for a shop of so many zones.
    public init(zones: Int = 1) { shares = ZoneShares(zones: zones) }

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
    /// - Parameter heardMinutes: For how many minutes up to `time` anything could be heard, 1 to 15.
    public mutating func devicesByZone(at time: WallTime, heardMinutes: Int = 15) -> [Double] {
        advance(to: time)
        var sums = [Double](repeating: 0, count: shares.zones)
        for slot in classes.indices where !classes[slot].isIdle {
            shares.spread(classes[slot].devices(heardMinutes: heardMinutes), of: slot, over: &sums)
        }
        return sums
    }

    /// The number of devices over the last 15 minutes, uncalibrated.
    ///
    /// Before 15 minutes have been heard it speaks of the time since the start, and is low.
    public mutating func estimate(at time: WallTime) -> Estimate {
        advance(to: time)
        return .uncalibrated(classes.reduce(0) { $0 + $1.devices })
    }

    /// Gives each class that was heard in the last 15 minutes to `body`, with its number of devices.
    ///
    /// - Parameter heardMinutes: For how many minutes up to `time` anything could be heard: of fewer than 15, the scan
    ///   events are taken for as many as 15 would have brought.
    public mutating func forEachClass(
        at time: WallTime, heardMinutes: Int = 15, _ body: (_ signature: UInt16, _ devices: Double) -> Void
    ) {
        advance(to: time)
        for activity in classes where !activity.isIdle {
            body(activity.signature, activity.devices(heardMinutes: min(max(heardMinutes, 1), 15)))
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
        let steps = minute == .min ? minutesPerWindow : min(now - minute, minutesPerWindow)
        for step in 0..<steps {
            let index = Self.index(of: now - step)
            burstsPerMinute[index] = 0
            for slot in classes.indices {
                classes[slot].forget(minute: index)
                shares.forget(minute: index, of: slot)
            }
        }
        minute = now
        minuteIndex = Self.index(of: now)
        minuteEndsAt = WallTime(seconds: (now + 1) * 60)
        for slot in classes.indices where classes[slot].isIdle && classes[slot].isTaken {
            slots[Int(classes[slot].signature)] = 0
            classes[slot].isTaken = false
            free.append(UInt16(slot))
        }
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
