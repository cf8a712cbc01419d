public import Capture
public import Counting
public import Fleet
import Privacy
import Timekeeping
public import Uplink

/// Captures in, the messages of the agent out.
public struct Replay {
    private let configuration: Configuration
    private let table: ClassTable
    private let pace: ReplayPace
    private let randomness: Randomness

    /// A replay under a configuration that counts by the table that it names.
    public init(
        configuration: Configuration, table: ClassTable = .shipped, pace: ReplayPace, randomness: Randomness
    ) {
        self.configuration = configuration
        self.table = table
        self.pace = pace
        self.randomness = randomness
    }

    /// Reads captures, in the order of their frames' times, and gives each message to `output` until it answers false.
    ///
    /// Time is the captures' own: the same files under the same seed give the same messages.
    /// - Throws: when a file cannot be opened. Damage inside a file is part of the summary: what stands before it counts.
    public func run(paths: [String], output: (Publication) -> Bool) throws(CaptureError) -> ReplaySummary {
        var captures = try CaptureMerge(paths: paths)
        var begun: Course?
        captures.forEachFrame { record, bytes in
            var course = Course(
                pipeline: SensingPipeline(configuration, table: table, at: record.time, randomness: randomness),
                clock: ReplayClock(pace), last: record.time)
            course.captured(bytes, record, output: output)
            begun = consume course
            return false
        }
        guard var course = begun.take() else {
            return ReplaySummary(
                counters: FrameCounters(), objections: 0, damages: captures.damages, foreignLinkType: nil)
        }
        if course.goesOn {
            captures.forEachFrame { record, bytes in
                course.captured(bytes, record, output: output)
                return course.goesOn
            }
        }
        course.end(output: output)
        return ReplaySummary(
            counters: course.pipeline.counters, objections: course.pipeline.declined.objections,
            damages: captures.damages, foreignLinkType: course.foreignLinkType)
    }
}

/// A replay from its first frame on. It is no optional in the loop over the frames: one that cannot be copied is moved
/// out and back at each access, which was 5 % of a replay.
private struct Course: ~Copyable {
    var pipeline: SensingPipeline
    var clock: ReplayClock
    var last: WallTime
    var wantsMore = true
    var foreignLinkType: UInt16?

    var goesOn: Bool { wantsMore && foreignLinkType == nil }

    mutating func captured(_ bytes: Span<UInt8>, _ record: SavefileRecord, output: (Publication) -> Bool) {
        if clock.isPaced { wait(until: record.time, output: output) }
        let isRead = pipeline.captured(
            bytes, linkType: record.linkType, originalLength: record.originalLength, at: record.time)
        publish(to: output)
        if !isRead { foreignLinkType = record.linkType }
        last = max(last, record.time)
    }

    mutating func end(output: (Publication) -> Bool) {
        pipeline.stopped(at: last)
        publish(to: output)
    }

    private mutating func wait(until time: WallTime, output: (Publication) -> Bool) {
        while let now = clock.timeNow(before: time) {
            pipeline.advance(to: now)
            publish(to: output)
            clock.sleep(from: now, until: time)
        }
    }

    private mutating func publish(to output: (Publication) -> Bool) {
        var wantsMore = true
        pipeline.takePublications(clock: .unsynchronised) { wantsMore = output($0) && wantsMore }
        if !wantsMore { self.wantsMore = false }
    }
}

/// What a replay amounts to.
public struct ReplaySummary: Equatable, Sendable {
    /// What became of the frames.
    public let counters: FrameCounters
    /// Probe requests whose owner objects to being counted.
    public let objections: Int
    /// What was wrong inside the files.
    public let damages: [CaptureError]
    /// The first link type that cannot be read; reading ended there.
    public let foreignLinkType: UInt16?

    /// Which link types can be read, for messages.
    public static var supportedLinkTypes: String { SensingPipeline.supportedLinkTypes }
}
