public import Capture
public import Locating
import Fleet
import Privacy
import Timekeeping

/// Captures of a site's sensors in, scans out: what calibration works on.
///
/// Addresses are replaced on the way as in a sensor, by the same key for all: it lives as long as the replay.
public struct SiteReplay {
    private let randomness: Randomness

    /// A replay.
    public init(randomness: Randomness = .system) { self.randomness = randomness }

    /// Reads one capture for each sensor, in the plan's order.
    /// - Throws: when a file cannot be opened. Damage inside a file is part of the result.
    public func run(paths: [String]) throws(CaptureError) -> SiteReplayResult {
        var captures = try CaptureMerge(paths: paths)
        let configuration = Configuration(site: "calibration", sensor: "calibration", interface: "calibration")
        var begun: Course?
        captures.forEachFrame { record, bytes, file in
            var course =
                begun.take()
                ?? Course(
                    pipeline: SightingPipeline(configuration, at: record.time, randomness: randomness),
                    gatherer: ScanGatherer(sensorCount: paths.count))
            course.captured(bytes, record, by: file)
            begun = consume course
            return true
        }
        guard var course = begun.take() else { return SiteReplayResult(damages: captures.damages) }
        return SiteReplayResult(
            scans: course.gatherer.finish(), dropped: course.gatherer.dropped, counters: course.pipeline.counters,
            damages: captures.damages, foreignLinkType: course.pipeline.foreignLinkType)
    }

    private struct Course: ~Copyable {
        var pipeline: SightingPipeline
        var gatherer: ScanGatherer

        mutating func captured(_ bytes: Span<UInt8>, _ record: SavefileRecord, by sensor: Int) {
            let heard = pipeline.captured(
                bytes, linkType: record.linkType, originalLength: record.originalLength, at: record.time)
            guard let sighting = heard?.sighting, let level = sighting.levelDBm else { return }
            gatherer.heard(sighting.tag, by: sensor, levelDBm: Double(level), at: record.time)
        }
    }
}

/// What the captures of a site amount to.
public struct SiteReplayResult: Sendable {
    /// The scans, in the order of their ends.
    public var scans: [ScanGatherer.Scan] = []
    /// Scans beyond the most that are held.
    public var dropped = 0
    /// What became of the frames.
    public var counters = FrameCounters()
    /// What was wrong inside the files.
    public var damages: [CaptureError] = []
    /// The first link type that cannot be read; frames of it are left out.
    public var foreignLinkType: UInt16?
}
