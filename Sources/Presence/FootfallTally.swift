public import Timekeeping

/// Counts what falls into the windows that are open: a quarter of an hour, and an hour.
public struct FootfallTally: Equatable, Sendable {
    /// The length of a window.
    public enum Length: CaseIterable, Sendable {
        case quarterHour, hour

        /// The length as time.
        public var interval: Interval { self == .quarterHour ? .minutes(15) : .minutes(60) }
    }

    /// For each zone, the figures of each length.
    private var open: [FootfallFigures]
    private let zones: Int
    private var stamps = WindowStamps(quarterHour: 0, hour: 0)

    init(zones: Int, at time: WallTime) {
        self.zones = zones
        open = [FootfallFigures](
            repeating: FootfallFigures(from: time), count: zones * Length.allCases.count)
    }

    /// Counts a device once in each open window, in the zone where it was heard first.
    mutating func count(_ device: inout Device) {
        guard device.countedInWindows != stamps else { return }
        let first = Int(device.zone) * Length.allCases.count
        if device.countedInWindows.quarterHour != stamps.quarterHour {
            open[first].count(isRandomised: device.isRandomised)
        }
        if device.countedInWindows.hour != stamps.hour { open[first + 1].count(isRandomised: device.isRandomised) }
        device.countedInWindows = stamps
    }

    mutating func visitStarted(zone: Int) { change(zone) { $0.startedVisits += 1 } }

    mutating func passedBy(zone: Int) { change(zone) { $0.passersBy += 1 } }

    mutating func visitEnded(_ visit: VisitSummary, zone: Int) {
        change(zone) { figures in
            if visit.visitClass == .bounce { figures.bounces += 1 } else { figures.visitors += 1 }
            if figures.dwellSeconds.count < FootfallFigures.dwellLimit {
                figures.dwellSeconds.append(Int32(clamping: Int(visit.dwell.seconds)))
            }
        }
    }

    /// The figures of a window of each zone, which ends; the next one begins.
    mutating func close(_ length: Length, at time: WallTime) -> [FootfallFigures] {
        let place = length == .quarterHour ? 0 : 1
        if length == .quarterHour { stamps.quarterHour &+= 1 } else { stamps.hour &+= 1 }
        return (0..<zones).map { zone in
            let index = zone * Length.allCases.count + place
            defer { open[index] = FootfallFigures(from: time) }
            return open[index]
        }
    }

    private mutating func change(_ zone: Int, _ body: (inout FootfallFigures) -> Void) {
        let first = zone * Length.allCases.count
        for index in first..<first + Length.allCases.count { body(&open[index]) }
    }
}

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
    /// Visits of stable devices that ended as a visitor's.
    public internal(set) var visitors = 0
    /// Visits of stable devices that ended too short for a visitor.
    public internal(set) var bounces = 0
    /// Stable devices that were heard from outside only.
    public internal(set) var passersBy = 0
    /// Dwell of the visits of stable devices that ended, in seconds, unsorted.
    public internal(set) var dwellSeconds: [Int32] = []

    init(from time: WallTime) { from = time }

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
