import Agent
import ArgumentParser
import Capture
import Fleet
import Glibc
import Logging
import Simulation

struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads captures as if they were heard now, and gives the messages of the agent.",
        discussion: """
            Reads pcap and pcapng, plain or packed with gzip, with radiotap, Prism, AVS, PPI headers or none. Several \
            captures are merged by time, as if one sensor had heard them all. Messages come as JSON lines, \
            {"topic":…,"payload":…}, or go to the broker of the configuration.

            Exit status: 0; 65 when a capture is damaged (what stands before the damage was used) or its link type \
            cannot be read; 66 when a file cannot be opened; 69 when the broker is not there; 78 when the configuration is wrong.
            """)

    @Argument(help: ArgumentHelp("Captures; - for standard input.", valueName: "file"), completion: .file())
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "The configuration, YAML or JSON; without, site and sensor are called replay, all else by default.",
            valueName: "file"), completion: .file())
    var config: String?

    @Option(help: "How fast: max, realtime, or a factor such as 60.")
    var speed: Speed = Speed(pace: .unlimited)

    @Option(help: "Where messages go: jsonl (standard output) or mqtt (the configured broker).")
    var to: Destination = .jsonl

    @Option(
        help:
            "Makes keys and identifiers from this number: the same captures then give the same messages."
    )
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
            configuration: configuration, table: try ConfigurationArgument.classTable(of: configuration),
            pace: speed.pace,
            randomness: seed.map { .seeded(SeededGenerator(seed: $0)) } ?? .system)
        switch to {
        case .jsonl: try report(printLines(of: replay))
        case .mqtt: try report(publishMessages(of: replay, configuration))
        }
    }

    private func printLines(of replay: Agent.Replay) throws -> ReplaySummary {
        var lines = JSONLinesOutput()
        defer { lines.flush() }
        let progress = ProgressBar("replay", reading: files, printsMeanwhile: true)
        defer { progress.end() }
        do throws(CaptureError) { return try replay.run(paths: files) { lines.write($0) } } catch {
            throw Failure.exit(error.exitStatus, error)
        }
    }

    private func publishMessages(of replay: Agent.Replay, _ configuration: Configuration) throws -> ReplaySummary {
        StopSignal.install()
        let log = Logger(label: "footfall") { _ in StandardErrorLog(level: .notice) }
        let delivery: BrokerDelivery
        do throws(RunError) { delivery = try BrokerDelivery(configuration, log: log) } catch {
            throw Failure.exit(error.exitStatus, error)
        }
        guard delivery.waitForBroker() else {
            throw Failure.exit(EX_UNAVAILABLE, "cannot reach \(configuration.broker.url) (is the broker running?)")
        }
        let progress = ProgressBar("replay", reading: files)
        let result = Result { () throws(CaptureError) in try replay.run(paths: files) { delivery.deliver($0) } }
        progress.end()
        let undelivered = delivery.finish()
        let summary: ReplaySummary
        do throws(CaptureError) { summary = try result.get() } catch { throw Failure.exit(error.exitStatus, error) }
        if undelivered > 0 {
            throw Failure.exit(
                EX_UNAVAILABLE,
                "\(undelivered) messages were not delivered to \(configuration.broker.url) (is the broker still running?)"
            )
        }
        return summary
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
