public import Positioning
public import Privacy
public import Timekeeping

/// Gathers what several sensors heard of each scan, for calibration: without hurry, and so without a clock of its own.
///
/// Input comes in the order of time, but for clocks that differ by less than ``gap``.
public struct ScanGatherer: Sendable {
    /// A scan of one transmitter.
    public struct Scan: Equatable, Sendable {
        /// The first frame that any sensor received.
        public var time: WallTime
        /// Who sent it.
        public var tag: Tag
        /// What each sensor heard, in the plan's order: silent where it heard nothing.
        public var readings: [Reading]
        /// Frames that all sensors together received.
        public var frames: Int
    }

    /// Scans that are over and have not been taken yet, in the order of their ends.
    public private(set) var scans: [Scan] = []
    /// Scans that had no room.
    public private(set) var dropped = 0

    private let sensorCount: Int
    private let limit: Int
    private var open: [Tag: Open] = [:]
    private var nextSweep = WallTime(nanoseconds: .min)

    private struct Open: Sendable {
        var first: WallTime
        var last: WallTime
        var sums: [Double]
        var counts: [Int]
    }

    /// A gatherer for so many sensors that holds at most `limit` scans.
    public init(sensorCount: Int, limit: Int = 500_000) {
        self.sensorCount = sensorCount
        self.limit = limit
    }

    /// `sensor` heard `frames` frames of `tag` from `time` on, at this mean level in dBm.
    public mutating func heard(_ tag: Tag, by sensor: Int, levelDBm: Double, frames: Int = 1, at time: WallTime) {
        if time >= nextSweep { sweep(at: time) }
        if let known = open[tag], time - known.last > Self.gap { close(tag, known) }
        let none = Array(repeating: 0, count: sensorCount)
        var scan =
            open.removeValue(forKey: tag) ?? Open(first: time, last: time, sums: none.map(Double.init), counts: none)
        scan.first = min(scan.first, time)
        scan.last = max(scan.last, time)
        scan.sums[sensor] += levelDBm * Double(frames)
        scan.counts[sensor] += frames
        open[tag] = scan
    }

    /// No more comes: takes all scans.
    public mutating func finish() -> [Scan] {
        for (tag, scan) in open.sorted(by: { ($0.value.first, $0.key.bits) < ($1.value.first, $1.key.bits) }) {
            close(tag, scan)
        }
        defer { scans = [] }
        return scans
    }

    private mutating func sweep(at time: WallTime) {
        nextSweep = time + Self.gap
        let over = open.filter { time - $0.value.last > Self.gap }
        for (tag, scan) in over.sorted(by: { ($0.value.first, $0.key.bits) < ($1.value.first, $1.key.bits) }) {
            close(tag, scan)
        }
    }

    private mutating func close(_ tag: Tag, _ scan: Open) {
        open[tag] = nil
        guard scans.count < limit else {
            dropped += 1
            return
        }
        let readings = zip(scan.sums, scan.counts).map { sum, count -> Reading in
            count == 0 ? .silent : .heard(level: sum / Double(count), frames: count)
        }
        scans.append(Scan(time: scan.first, tag: tag, readings: readings, frames: scan.counts.reduce(0, +)))
    }

    /// Frames of one scan follow each other by less.
    public static let gap = Interval.milliseconds(1500)
}
