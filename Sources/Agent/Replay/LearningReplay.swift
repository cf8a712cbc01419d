public import Capture
public import Counting
import Evaluation
import Fleet
import Presence
import Privacy
import Simulation
import Timekeeping

/// Captures of single devices in, a class table out.
///
/// Frames go the agent's own way. What is counted by itself, since its address lasts, does not teach.
public struct LearningReplay {
    private let configuration: Configuration
    private let trials: Int

    /// A replay that learns from what is heard at `minimumLevelDBm` or stronger, in so many simulated hours.
    public init(minimumLevelDBm: Int, trials: Int = 50_000) {
        var configuration = Configuration(site: "evaluation", sensor: "evaluation", interface: "evaluation")
        configuration.zone.minimumLevelDBm = minimumLevelDBm
        self.configuration = configuration
        self.trials = trials
    }

    /// Learns from captures, each of one device alone. The same ones give the same table.
    ///
    /// - Returns: the table; `nil` when no device in the captures scans under addresses that it changes.
    public func run(paths: [String]) throws(CaptureError) -> ClassTable? {
        var recordings: [ClassTableLearner.Recording] = []
        for path in paths { if let recording = try recording(path) { recordings.append(recording) } }
        var learner = ClassTableLearner(recordings)
        var generator = SeededGenerator(seed: 1)
        return learner?.table(trials: trials, using: &generator)
    }

    /// The scans of a capture. One seed for all, so that a class has the same name in each.
    private func recording(_ path: String) throws(CaptureError) -> ClassTableLearner.Recording? {
        var captures = try CaptureMerge(paths: [path])
        var pipeline: SightingPipeline?
        var scans: [(time: WallTime, tag: Tag, signature: UInt16)] = []
        var span: ClosedRange<WallTime>?
        captures.forEachFrame { record, bytes in
            let known = span ?? record.time...record.time
            span = min(known.lowerBound, record.time)...max(known.upperBound, record.time)
            if pipeline == nil {
                pipeline = SightingPipeline(
                    configuration, at: record.time, randomness: .seeded(SeededGenerator(seed: 1)))
            }
            let heard = pipeline?.captured(
                bytes, linkType: record.linkType, originalLength: record.originalLength, at: record.time)
            guard let (sighting, evidence) = heard ?? nil, evidence.isInside else { return true }
            if evidence.isFollowed {
                scans.removeAll { $0.tag == sighting.tag }
            } else if evidence.startsBurst {
                scans.append((record.time, sighting.tag, sighting.signature.bits))
            }
            return true
        }
        guard let span, !scans.isEmpty else { return nil }
        return ClassTableLearner.Recording(
            scans: scans.map { (($0.time - span.lowerBound).seconds, $0.signature) },
            seconds: max((span.upperBound - span.lowerBound).seconds, Self.shortest))
    }

    /// A capture that ended after its only scan stands for a phone that scans once in so long.
    private static let shortest = 1_200.0
}
