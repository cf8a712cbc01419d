import Privacy
import Timekeeping

/// How long one address has been heard inside, scan after scan: 24 bytes a device.
///
/// An address that lasts over three scans and two minutes names one device: it is counted by itself from then on, for
/// the share of the window that it was there, and no longer by its class. What it gave to its class before is taken
/// back: 4 bits for each of the first three minutes, in which at most 15 scans fit, and the minute of a second scan that
/// came later than that.
struct AddressStay: Equatable, Sendable {
    /// What a scan means for the count.
    enum Step: Equatable, Sendable {
        /// The class counts it: nobody knows yet whether the address lasts.
        case ofClass
        /// The address has just proven itself: what its class had counted of it is to be taken back.
        case proven(CountedScans)
        /// The device is counted by itself.
        case followed
    }

    private(set) var start = WallTime(nanoseconds: .min)
    private(set) var last = WallTime(nanoseconds: .min)
    /// Scans from inside, at least 1 once one was heard.
    private(set) var scans: UInt16 = 0
    /// The class of its last scan.
    private(set) var signature = SignatureClass(bits: 0)
    private(set) var isFollowed = false
    private var counted: UInt16 = 0

    /// A scan from inside began.
    mutating func scanned(_ signature: SignatureClass, at time: WallTime) -> Step {
        self.signature = signature
        if scans == 0 || time - last >= PresenceTracker.retention {
            self = AddressStay(start: time, signature: signature)
            return .ofClass
        }
        last = max(last, time)
        if scans < .max { scans += 1 }
        if isFollowed { return .followed }
        guard scans >= provingScans, last - start >= provingTime else { return .ofClass }
        isFollowed = true
        return .proven(CountedScans(firstMinute: start, counted))
    }

    init() {}

    private init(start: WallTime, signature: SignatureClass) {
        (self.start, last, scans) = (start, start, 1)
        self.signature = signature
    }

    /// The class has counted the scan that began last.
    mutating func countedByClass() {
        let offset = wholeMinute(last) - wholeMinute(start)
        if offset < 3 { counted &+= 1 << UInt16(4 * offset) } else { counted |= UInt16(clamping: offset) << 12 }
    }

    /// The share of a window in which the device was there: from half a gap before its first scan to half a gap after its
    /// last one.
    func share(from: WallTime, to: WallTime) -> Double {
        guard isFollowed, to > from else { return 0 }
        let halfGap = (last - start) / Int64(2 * (Int(scans) - 1))
        let stay = min(to, last + halfGap) - max(from, start - halfGap)
        return min(max(stay.seconds / (to - from).seconds, 0), 1)
    }

    /// A random address that lasts for so many scans and so long is one that its owner keeps.
    private var provingScans: UInt16 { 3 }
    private var provingTime: Interval { .minutes(2) }
}

/// Scan events that a class was credited with for one address, by minute.
public struct CountedScans: Equatable, Sendable {
    private let firstMinute: Int64
    private let counted: UInt16

    init(firstMinute time: WallTime, _ counted: UInt16) {
        firstMinute = wholeMinute(time)
        self.counted = counted
    }

    /// Gives each minute, as whole minutes since 1970, with the number of its events to `body`.
    func forEach(_ body: (_ minute: Int64, _ events: Int) -> Void) {
        for offset in 0..<3 where counted >> UInt16(4 * offset) & 0xF > 0 {
            body(firstMinute + Int64(offset), Int(counted >> UInt16(4 * offset) & 0xF))
        }
        if counted >> 12 > 0 { body(firstMinute + Int64(counted >> 12), 1) }
    }
}

private func wholeMinute(_ time: WallTime) -> Int64 {
    flooredDivision(time.nanoseconds, by: Interval.minutes(1).nanoseconds).quotient
}
