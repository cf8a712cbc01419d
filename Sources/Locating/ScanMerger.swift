import Privacy
public import Timekeeping

/// Brings together what several sensors heard of one scan event.
///
/// A scan is complete when every living sensor has told all that it heard up to ``settling`` after the scan's last
/// frame, or when ``patience`` is over. What comes later about it is left out: alone it would place the transmitter by
/// the one sensor that was late.
public struct ScanMerger: Sendable {
    /// What became of the scans of single sensors.
    public struct Tally: Equatable, Sendable {
        /// Scans of single sensors that were taken in.
        public var taken = 0
        /// Merged scans that were given out.
        public var merged = 0
        /// Scans that came when their event was over.
        public var late = 0
        /// Scans that had no room.
        public var dropped = 0
    }

    /// What became of one sensor's scan.
    public enum Fate: Sendable {
        /// It was taken in.
        case taken
        /// Its event was over.
        case late
        /// There was no room.
        case dropped
    }

    /// What became of the scans so far.
    public private(set) var tally = Tally()

    private let sensorCount: Int
    private let limit: Int
    /// Open scans, the oldest first, from ``head`` on.
    private var open: [Open] = []
    private var head = 0
    /// For each tag of an open scan, how many scans were opened before it.
    private var places: [Tag: Int] = [:]
    /// How many scans were dropped from the front of ``open``.
    private var base = 0
    /// Tags whose event is over, and when it ended, for two turns of the memory.
    private var over: [Tag: WallTime] = [:]
    private var overBefore: [Tag: WallTime] = [:]
    private var nextTurnAt: Uptime

    private struct Open: Sendable {
        var scan: MergedScan
        var last: WallTime
        var openedAt: Uptime
    }

    /// A merger for `sensorCount` sensors that holds at most `limit` scans at a time.
    public init(sensorCount: Int, limit: Int = 32_768, at now: Uptime) {
        self.sensorCount = sensorCount
        self.limit = limit
        nextTurnAt = now + Self.memory
    }

    /// Scans that wait for the other sensors.
    public var openCount: Int { open.count - head }

    /// Tags whose event is over and that are still remembered.
    public var rememberedCount: Int { over.count + overBefore.count }

    /// `sensor` heard a scan, its first frame at `time` of the site's clock.
    @discardableResult
    public mutating func heard(_ scan: SensorScan, from sensor: Int, at time: WallTime, now: Uptime) -> Fate {
        turnMemory(at: now)
        if let number = places[scan.tag] {
            let place = number - base
            open[place].scan.add(scan, from: sensor, at: time)
            open[place].last = max(open[place].last, time)
        } else if isOver(scan.tag, at: time) {
            tally.late += 1
            return .late
        } else if openCount >= limit {
            tally.dropped += 1
            return .dropped
        } else {
            var merged = MergedScan(scan, at: time, sensorCount: sensorCount)
            merged.add(scan, from: sensor, at: time)
            places[scan.tag] = base + open.count
            open.append(Open(scan: merged, last: time, openedAt: now))
        }
        tally.taken += 1
        return .taken
    }

    /// Gives out the scans that are complete, in the order in which they were opened.
    ///
    /// - Parameter watermark: Up to this time of the site's clock every living sensor has told what it heard.
    public mutating func takeComplete(upTo watermark: WallTime, now: Uptime, _ body: (MergedScan) -> Void) {
        while head < open.count {
            let first = open[head]
            guard first.last + Self.settling <= watermark || now - first.openedAt >= Self.patience else { break }
            places[first.scan.tag] = nil
            over[first.scan.tag] = first.last
            head += 1
            tally.merged += 1
            body(first.scan)
        }
        compact()
    }

    /// The present until when nothing has to be given out for its age; `nil` when nothing waits.
    public var nextDeadline: Uptime? { head < open.count ? open[head].openedAt + Self.patience : nil }

    /// Whether what a sensor tells of `time` belongs to an event that was given out.
    private func isOver(_ tag: Tag, at time: WallTime) -> Bool {
        guard let last = over[tag] ?? overBefore[tag] else { return false }
        return time <= last + Self.settling
    }

    private mutating func turnMemory(at now: Uptime) {
        guard now >= nextTurnAt else { return }
        nextTurnAt = now + Self.memory
        swap(&over, &overBefore)
        over.removeAll(keepingCapacity: over.count * 4 > over.capacity)
    }

    /// Gives the room of what was taken back, seldom enough to cost nothing.
    private mutating func compact() {
        guard head > 0, head * 2 >= open.count else { return }
        open.removeFirst(head)
        base += head
        head = 0
    }

    /// Frames of one scan follow each other by less.
    static let settling = Interval.milliseconds(250)
    /// Nobody waits longer for a sensor that says nothing.
    static let patience = Interval.milliseconds(2_500)
    /// An event is remembered for so long, and at most twice as long.
    static let memory = Interval.seconds(5)
}
