public import Timekeeping

/// Counts what falls into the windows that are open: a quarter of an hour, and an hour.
public struct FootfallTally: Equatable, Sendable {
    /// The length of a window.
    public enum Length: CaseIterable, Sendable {
        case quarterHour, hour

        /// The length as time.
        public var interval: Interval { self == .quarterHour ? .minutes(15) : .minutes(60) }
    }

    private var quarterHour: FootfallFigures
    private var hour: FootfallFigures
    private var stamps = WindowStamps(quarterHour: 0, hour: 0)

    init(at time: WallTime) {
        quarterHour = FootfallFigures(from: time)
        hour = FootfallFigures(from: time)
    }

    /// Counts a device once in each open window.
    mutating func count(_ device: inout Device) {
        guard device.countedInWindows != stamps else { return }
        if device.countedInWindows.quarterHour != stamps.quarterHour {
            quarterHour.count(isRandomised: device.isRandomised)
        }
        if device.countedInWindows.hour != stamps.hour { hour.count(isRandomised: device.isRandomised) }
        device.countedInWindows = stamps
    }

    mutating func visitStarted() { change { $0.startedVisits += 1 } }

    mutating func passedBy() { change { $0.passersBy += 1 } }

    mutating func visitEnded(_ visit: VisitSummary) {
        change { figures in
            if visit.visitClass == .bounce { figures.bounces += 1 } else { figures.visitors += 1 }
            if figures.dwellSeconds.count < FootfallFigures.dwellLimit {
                figures.dwellSeconds.append(Int32(clamping: Int(visit.dwell.seconds)))
            }
        }
    }

    /// The figures of a window, which ends; the next one begins.
    mutating func close(_ length: Length, at time: WallTime) -> FootfallFigures {
        switch length {
        case .quarterHour:
            stamps.quarterHour &+= 1
            defer { quarterHour = FootfallFigures(from: time) }
            return quarterHour
        case .hour:
            stamps.hour &+= 1
            defer { hour = FootfallFigures(from: time) }
            return hour
        }
    }

    private mutating func change(_ body: (inout FootfallFigures) -> Void) {
        body(&quarterHour)
        body(&hour)
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
