public import Timekeeping

/// How one sensor's clock stands to the site's, from two kinds of evidence.
///
/// The delay with which batches arrive shows errors of seconds at once. Frames that other sensors heard too show
/// milliseconds, after some scans: most sensors hear the same first frame of a scan, and the median takes no notice of
/// those that missed it.
public struct SensorClock: Equatable, Sendable {
    /// How far the clock can be relied upon.
    public enum Standing: Equatable, Sendable {
        /// Frames that others heard too say how far it is off.
        case aligned
        /// The sensor says that a time service keeps it right, and nothing speaks against it.
        case claimed
        /// It is off, or nobody knows: what it heard counts less, and its silence says nothing.
        case adrift
    }

    private var delays: [Interval] = []
    private var nextDelay = 0
    private var differences: [Interval] = []
    private var nextDifference = 0
    private var outliers = 0
    private var isSynchronised = false
    /// Since when every batch came too late, by the site's clock.
    private var lateSince: WallTime?
    private var lastArrival = WallTime(nanoseconds: 0)
    private var median = Interval.zero
    private var spread = Interval.zero

    /// A clock of which nothing is known.
    public init() {}

    /// How far the clock can be relied upon.
    public var standing: Standing {
        if isMeasured { return .aligned }
        return isSynchronised && !isPlainlyWrong ? .claimed : .adrift
    }

    /// The sensor's clock less the site's.
    public var offset: Interval {
        if isMeasured { return median }
        return isPlainlyWrong ? .zero - leastDelay : .zero
    }

    /// A batch that was complete at `until` of the sensor's clock came at `arrival` of the site's.
    mutating func batchCame(until: WallTime, arrival: WallTime, isSynchronised: Bool) {
        self.isSynchronised = isSynchronised
        lastArrival = arrival
        let delay = arrival - until
        let way = isMeasured ? delay + median : delay
        if way <= Self.tolerableDelay { lateSince = nil } else if lateSince == nil { lateSince = arrival }
        // Frames that are dated by minutes too early or too late meet no others that would show it.
        if isMeasured, way < .zero - Self.tolerableDelay || isLate { forget() }
        Self.store(delay, in: &delays, at: &nextDelay, most: Self.delayCount)
    }

    /// A frame had this time by the sensor's clock, less its time by the site's.
    mutating func frameDiffered(by difference: Interval) {
        if isMeasured, abs(difference - median) > Self.jump {
            outliers += 1
            guard outliers >= Self.provingOutliers else { return }
            differences = []  // the clock was set
            nextDifference = 0
        }
        outliers = 0
        Self.store(difference, in: &differences, at: &nextDifference, most: Self.differenceCount)
        if nextDifference.isMultiple(of: 4) || differences.count <= Self.provingFrames { measure() }
    }

    private var isMeasured: Bool { differences.count >= Self.provingFrames && spread <= Self.mostSpread }

    /// What was sent in the past cannot come from the future. What comes late may have waited for the broker: a clock
    /// that is said to be right is doubted only when batches go on being late.
    private var isPlainlyWrong: Bool {
        if leastDelay < .zero - Self.tolerableDelay { return true }
        guard leastDelay > Self.tolerableDelay else { return false }
        return !isSynchronised || isLate
    }

    /// Whether batches go on being late.
    private var isLate: Bool { lateSince.map { lastArrival - $0 >= Self.provingLateness } ?? false }

    /// The delay of the batch that was on its way the shortest.
    private var leastDelay: Interval { delays.min() ?? .zero }

    /// The clock was set: what was measured is of another time.
    private mutating func forget() {
        (differences, nextDifference, outliers) = ([], 0, 0)
        (delays, nextDelay) = ([], 0)
    }

    private mutating func measure() {
        median = Self.median(differences)
        spread = Self.median(differences.map { abs($0 - median) })
    }

    private static func median(_ values: [Interval]) -> Interval {
        values.isEmpty ? .zero : values.sorted()[values.count / 2]
    }

    private static func store(_ value: Interval, in ring: inout [Interval], at place: inout Int, most: Int) {
        if ring.count < most { ring.append(value) } else { ring[place % most] = value }
        place = (place + 1) % most
    }

    /// Delays that are remembered: of so many seconds.
    private static let delayCount = 16
    /// A batch of a second, the sensor's and the locator's own turns, and a slow network.
    private static let tolerableDelay = Interval.seconds(3)
    private static let provingLateness = Interval.seconds(10)
    private static let differenceCount = 32
    private static let provingFrames = 8
    /// Where half of the differences lie farther from the median, it says nothing.
    private static let mostSpread = Interval.milliseconds(100)
    private static let jump = Interval.milliseconds(500)
    private static let provingOutliers = 4
}

private func abs(_ interval: Interval) -> Interval { interval < .zero ? .zero - interval : interval }
