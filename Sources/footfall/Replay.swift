import Agent
import ArgumentParser
import Capture
import Fleet
import Glibc
import Simulation

struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads captures as if they were heard now, and gives the messages of the agent.",
        discussion: """
            Reads pcap and pcapng, plain or packed with gzip, with radiotap, Prism, AVS, PPI headers or none. Several \
            captures are merged by time, as if one sensor had heard them all. Messages come as JSON lines, \
            {"topic":…,"payload":…}, or go to the broker of the configuration.

            Exit status: 0; 65 when a capture is damaged (what stands before the damage was used) or its link type \
            cannot be read; 66 when a file cannot be opened; 78 when the configuration is wrong.
            """)

    @Argument(help: "Captures; - for standard input.", completion: .file())
    var files: [String]

    @Option(help: "The configuration. Without: site and sensor are called replay, all else by default.")
    var config: String?

    @Option(help: "How fast: max, realtime, or a factor such as 60.")
    var speed: Speed = Speed(pace: .unlimited)

    @Option(help: "Where messages go: jsonl (standard output) or mqtt (the configured broker).")
    var to: Destination = .jsonl

    @Option(help: "Makes keys and identifiers from this number: the same captures give the same messages.")
    var seed: UInt64?

    enum Destination: String, ExpressibleByArgument, CaseIterable { case jsonl, mqtt }

    func validate() throws {
        if files.isEmpty { throw ValidationError("name at least one capture") }
    }

    func run() throws {
        let configuration =
            try config.map(ConfigurationArgument.read)
            ?? Configuration(site: "replay", sensor: "replay", interface: "replay")
        let replay = Agent.Replay(
            configuration: configuration, pace: speed.pace,
            randomness: seed.map { .seeded(SeededGenerator(seed: $0)) } ?? .system)
        let summary: ReplaySummary
        do throws(CaptureError) {
            summary = try perform(replay, configuration)
        } catch {
            throw Failure.exit(error.exitStatus, error)
        }
        try report(summary)
    }

    private func perform(_ replay: Agent.Replay, _ configuration: Configuration) throws(CaptureError) -> ReplaySummary {
        switch to {
        case .jsonl:
            var lines = JSONLinesOutput()
            defer { lines.flush() }
            return try replay.run(paths: files) { lines.write($0) }
        case .mqtt:
            return try replay.run(paths: files) { _ in true }
        }
    }

    private func report(_ summary: ReplaySummary) throws {
        let counters = summary.counters
        Failure.say(
            "\(counters.frames) frames: \(counters.probeRequests) probe requests, \(counters.malformed) malformed, "
                + "\(counters.badFrameChecks) with a wrong check sequence, \(summary.objections) with an objection")
        for damage in summary.damages { Failure.say(damage) }
        if let linkType = summary.foreignLinkType {
            Failure.say("cannot read link type \(linkType): supported are \(ReplaySummary.supportedLinkTypes)")
        }
        if !summary.damages.isEmpty || summary.foreignLinkType != nil { throw ExitCode(EX_DATAERR) }
    }
}

/// `--speed`
struct Speed: ExpressibleByArgument {
    let pace: ReplayPace

    init(pace: ReplayPace) { self.pace = pace }

    init?(argument: String) {
        switch argument {
        case "max": pace = .unlimited
        case "realtime": pace = .times(1)
        default:
            guard let factor = Double(argument), factor > 0, factor.isFinite else { return nil }
            pace = .times(factor)
        }
    }

    var defaultValueDescription: String { "max" }
}

extension CaptureError {
    /// The status of sysexits(3) that fits.
    var exitStatus: Int32 {
        switch self {
        case .unreadableSavefile: EX_NOINPUT
        default: EX_DATAERR
        }
    }
}
