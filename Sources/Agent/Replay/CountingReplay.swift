public import Capture
public import Counting
public import Evaluation
import Fleet
import Presence
import Privacy
public import Timekeeping

/// Captures in, figures out: what an agent would have counted, window by window.
///
/// Frames go the agent's own way from the radio's header to the evidence of a scan; nothing is published. Each file is
/// read twice: first for the time that it covers.
public struct CountingReplay {
    private let configuration: Configuration
    private let windowMinutes: Int
    private let table: ClassTable
    private let timeZone: TimeZoneRules?
    private let randomness: Randomness

    /// A replay in windows of whole minutes that counts what is heard at `minimumLevelDBm` or stronger.
    ///
    /// - Parameter timeZone: The clocks of the place: what is there in the small hours is no people. `nil`: not known.
    public init(
        minimumLevelDBm: Int, windowMinutes: Int, table: ClassTable = .shipped, timeZone: TimeZoneRules? = nil,
        randomness: Randomness = .system
    ) {
        self.table = table
        self.timeZone = timeZone
        var configuration = Configuration(site: "evaluation", sensor: "evaluation", interface: "evaluation")
        configuration.zone.minimumLevelDBm = minimumLevelDBm
        self.configuration = configuration
        self.windowMinutes = windowMinutes
        self.randomness = randomness
    }

    /// Reads captures in the order of their frames' times, as if one sensor had heard them all.
    ///
    /// Files that follow each other within 15 minutes make one stretch; between stretches there are no windows.
    /// - Throws: when a file cannot be opened, or the files cover more than ``mostMinutes``. Damage inside a file is part
    ///   of the result.
    public func run(paths: [String]) throws(CountingReplayError) -> CountingResult {
        let stretches = try stretches(of: paths)
        var captures = try open(paths)
        guard let start = stretches.first?.lowerBound else { return CountingResult(damages: captures.damages) }
        var course = CountCourse(stretches: stretches, windowMinutes: windowMinutes, table: table, timeZone: timeZone)
        var pipeline = SightingPipeline(configuration, at: start, randomness: randomness)
        captures.forEachFrame { record, bytes in
            if let deadline = course.nextDeadline, record.time >= deadline {
                course.advance(
                    to: record.time, followed: { pipeline.followed(from: $0, to: $1) },
                    takeAddresses: { pipeline.takeAddressCount() })
                pipeline.minutePassed(at: record.time)
            }
            let heard = pipeline.captured(
                bytes, linkType: record.linkType, originalLength: record.originalLength, at: record.time)
            if let (sighting, evidence) = heard, evidence.isInside {
                if course.heard(sighting.signature, evidence, at: record.time) { pipeline.countedByClass() }
            }
            return true
        }
        course.advance(
            to: WallTime(nanoseconds: .max), followed: { pipeline.followed(from: $0, to: $1) },
            takeAddresses: { pipeline.takeAddressCount() })
        return CountingResult(
            windows: course.windows, whole: course.whole(distinctAddresses: pipeline.census.count),
            counters: pipeline.counters, probeRequestsWithoutLevel: pipeline.sightingsWithoutLevel,
            damages: captures.damages, foreignLinkType: pipeline.foreignLinkType)
    }

    private func open(_ paths: [String]) throws(CountingReplayError) -> CaptureMerge {
        do throws(CaptureError) { return try CaptureMerge(paths: paths) } catch { throw .capture(error) }
    }

    /// The stretches of time that the files cover.
    private func stretches(of paths: [String]) throws(CountingReplayError) -> [ClosedRange<WallTime>] {
        var spans: [ClosedRange<WallTime>] = []
        for path in paths {
            var span: ClosedRange<WallTime>?
            var capture = try open([path])
            capture.forEachFrame { record, _ in
                let known = span ?? record.time...record.time
                span = min(known.lowerBound, record.time)...max(known.upperBound, record.time)
                return true
            }
            if let span { spans.append(span) }
        }
        var stretches: [ClosedRange<WallTime>] = []
        for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = stretches.last, span.lowerBound - last.upperBound < Self.longestGap {
                stretches[stretches.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
            } else {
                stretches.append(span)
            }
        }
        let length = stretches.reduce(Interval.zero) { $0 + ($1.upperBound - $1.lowerBound) }
        guard length <= .minutes(Int64(Self.mostMinutes)) else { throw .tooLong(days: Int(length.seconds / 86_400)) }
        return stretches
    }

    /// The longest time that captures may cover: a year.
    public static let mostMinutes = 366 * 1_440
    /// Minutes are whole, so that windows of two stretches never share one.
    private static let longestGap = Interval.minutes(16)
}

/// Why captures cannot be counted.
public enum CountingReplayError: Error, Equatable, Sendable {
    /// A file cannot be read.
    case capture(CaptureError)
    /// The files cover more time than is counted at once.
    case tooLong(days: Int)
}

/// What captures amount to.
public struct CountingResult: Equatable, Sendable {
    /// The windows, in order.
    public var windows: [WindowCount] = []
    /// All captures together; nil when no frame was read.
    public var whole: WindowCount?
    /// What became of the frames.
    public var counters = FrameCounters()
    /// Probe requests whose level the capture does not tell: they are not counted.
    public var probeRequestsWithoutLevel = 0
    /// What was wrong inside the files.
    public var damages: [CaptureError] = []
    /// The first link type that cannot be read; frames of it are left out.
    public var foreignLinkType: UInt16?
}
