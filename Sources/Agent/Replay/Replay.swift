public import Capture
public import Fleet
import Privacy
import Timekeeping
public import Uplink

/// Captures in, the messages of the agent out.
public struct Replay {
    private let configuration: Configuration
    private let pace: ReplayPace
    private let randomness: Randomness

    /// A replay under a configuration.
    public init(configuration: Configuration, pace: ReplayPace, randomness: Randomness) {
        self.configuration = configuration
        self.pace = pace
        self.randomness = randomness
    }

    /// Reads captures, in the order of their frames' times, and gives each message to `output` until it answers false.
    ///
    /// Time is the captures' own: the same files under the same seed give the same messages.
    /// - Throws: when a file cannot be opened. Damage inside a file is part of the summary: what stands before it counts.
    public func run(paths: [String], output: (Publication) -> Bool) throws(CaptureError) -> ReplaySummary {
        var captures = try CaptureMerge(paths: paths)
        var clock = ReplayClock(pace)
        var pipeline: SensingPipeline?
        var last: WallTime?
        var wantsMore = true
        var foreignLinkType: UInt16?
        captures.forEachFrame { record, bytes in
            if pipeline == nil {
                pipeline = SensingPipeline(configuration, at: record.time, randomness: randomness)
            }
            clock.wait(until: record.time) { now in
                pipeline?.advance(to: now)
                pipeline?.takePublications(clock: .unsynchronised) { wantsMore = output($0) && wantsMore }
            }
            let isRead = pipeline?.captured(
                bytes, linkType: record.linkType, originalLength: record.originalLength, at: record.time)
            pipeline?.takePublications(clock: .unsynchronised) { wantsMore = output($0) && wantsMore }
            if isRead == false { foreignLinkType = record.linkType }
            last = max(record.time, last ?? record.time)
            return wantsMore && foreignLinkType == nil
        }
        if let last {
            pipeline?.stopped(at: last)
            pipeline?.takePublications(clock: .unsynchronised) { wantsMore = output($0) && wantsMore }
        }
        return ReplaySummary(
            counters: pipeline?.counters ?? FrameCounters(), objections: pipeline?.declined.objections ?? 0,
            damages: captures.damages, foreignLinkType: foreignLinkType)
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
