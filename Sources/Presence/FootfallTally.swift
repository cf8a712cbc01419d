public import Timekeeping

/// Counts what falls into the windows that are open: a minute, a quarter of an hour, an hour, and a day.
public struct FootfallTally: Equatable, Sendable {
    /// The length of a window.
    public enum Length: Int, CaseIterable, Sendable {
        case minute, quarterHour, hour, day

        /// The length as time; a day in which the clocks are changed lasts an hour more or less.
        public var interval: Interval {
            switch self {
            case .minute: .minutes(1)
            case .quarterHour: .minutes(15)
            case .hour: .minutes(60)
            case .day: .minutes(1_440)
            }
        }
    }

    /// For each zone, the figures of each length.
    private var open: [FootfallFigures]
    private let zones: Int
    private var stamps = WindowStamps(repeating: 1)

    init(zones: Int, at time: WallTime) {
        self.zones = zones
        open = [FootfallFigures](repeating: FootfallFigures(from: time), count: zones * lengths)
    }

    /// Counts a device once in each open window, in the zone where it was heard first.
    mutating func count(_ device: inout Device) {
        guard device.countedInWindows != stamps else { return }
        let first = Int(device.zone) * lengths
        for length in 0..<lengths where device.countedInWindows[length] != stamps[length] {
            open[first + length].count(isRandomised: device.isRandomised)
        }
        device.countedInWindows = stamps
    }

    mutating func visitStarted(zone: Int, isRandomised: Bool) {
        change(zone) { figures in
            figures.startedVisits += 1
            if isRandomised { figures.randomisedStarts += 1 }
        }
    }

    mutating func passedBy(zone: Int) { change(zone) { $0.passersBy += 1 } }

    mutating func visitEnded(_ visit: VisitSummary, zone: Int) {
        change(zone) { figures in
            if visit.visitClass == .bounce { figures.bounces += 1 } else { figures.visitors += 1 }
            if figures.dwellSeconds.count < FootfallFigures.dwellLimit {
                figures.dwellSeconds.append(Int32(clamping: Int(visit.dwell.seconds)))
            }
        }
    }

    mutating func consentedVisitEnded(isReturning: Bool, zone: Int) {
        change(zone) { figures in
            figures.consentedVisits += 1
            if isReturning { figures.returningVisits += 1 }
        }
    }

    /// The figures of a window of each zone, which ends; the next one begins.
    mutating func close(_ length: Length, at time: WallTime) -> [FootfallFigures] {
        // 0 is for a device that no window has counted.
        stamps[length.rawValue] = stamps[length.rawValue] == .max ? 1 : stamps[length.rawValue] + 1
        return (0..<zones).map { zone in
            let index = zone * lengths + length.rawValue
            defer { open[index] = FootfallFigures(from: time) }
            return open[index]
        }
    }

    private mutating func change(_ zone: Int, _ body: (inout FootfallFigures) -> Void) {
        let first = zone * lengths
        for index in first..<first + lengths { body(&open[index]) }
    }
}

/// For each window length, the number of the last window that counted a device.
typealias WindowStamps = SIMD4<UInt16>

private let lengths = FootfallTally.Length.allCases.count

/// What was counted in one window.
public struct FootfallFigures: Equatable, Sendable {
    /// The most dwell times that are kept for the median and the 90th percentile; later visits do not enter them.
    static let dwellLimit = 4_096

    /// When counting began: the start of the window, or of the agent if that came later.
    public let from: WallTime
    /// Addresses that were heard.
    public internal(set) var distinctAddresses = 0
    /// Those of them that a device chose itself.
    public internal(set) var randomisedAddresses = 0
    /// Visits of stable devices that started.
    public internal(set) var startedVisits = 0
    /// Those of them under an address that the device chose itself: such a one tells nothing of who passed by.
    public internal(set) var randomisedStarts = 0
    /// Visits of stable devices that ended as a visitor's.
    public internal(set) var visitors = 0
    /// Visits of stable devices that ended too short for a visitor.
    public internal(set) var bounces = 0
    /// Devices with a factory address that were heard from outside only.
    public internal(set) var passersBy = 0
    /// Visits of people who agreed that ended.
    public internal(set) var consentedVisits = 0
    /// Those of them whose owner had been here before.
    public internal(set) var returningVisits = 0
    /// Dwell of the visits of stable devices that ended, in seconds, unsorted.
    public internal(set) var dwellSeconds: [Int32] = []

    init(from time: WallTime) { from = time }

    /// The mean dwell of the stable devices; `nil` when fewer than ten left.
    var meanDwellSeconds: Double? {
        guard dwellSeconds.count >= 10 else { return nil }
        return dwellSeconds.reduce(0) { $0 + Double($1) } / Double(dwellSeconds.count)
    }

    /// Figures of these parts, without started visits.
    public init(
        from: WallTime, distinctAddresses: Int, randomisedAddresses: Int, visitors: Int, bounces: Int, passersBy: Int,
        dwellSeconds: [Int32]
    ) {
        self.from = from
        self.distinctAddresses = distinctAddresses
        self.randomisedAddresses = randomisedAddresses
        self.visitors = visitors
        self.bounces = bounces
        self.passersBy = passersBy
        self.dwellSeconds = dwellSeconds
    }

    mutating func count(isRandomised: Bool) {
        distinctAddresses += 1
        if isRandomised { randomisedAddresses += 1 }
    }
}
