import Agent
import ArgumentParser
import Fleet
import Glibc
import Logging

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the agent until it is asked to stop (SIGTERM or Ctrl-C).",
        discussion: """
            Listens with an adapter of its own (capture.adapter): finds it, adds an interface, tunes it, waits for it \
            while it is unplugged; or on an interface that is in monitor mode already (capture.interface). Publishes \
            to the configured broker; while that is away, messages wait, bounded, in memory, and events on the disk if \
            storage.directory names a folder. While nothing is heard, visits are held.

            A fleet manager may change the configuration over MQTT and give commands, if fleet.keys names the manager's \
            key (see: footfall fleet). A new configuration is tried, and taken back if it does not work.

            Needs CAP_NET_RAW, and CAP_NET_ADMIN for an adapter of its own.

            Exit status: 0 after a clean stop; 69 when \
            the adapter cannot listen, or the interface is not there or down; 71 when the system refuses a thread or a \
            descriptor; 77 when a right is missing; 78 when the configuration is wrong or the interface is not in \
            monitor mode.
            """)

    @Option(help: ArgumentHelp("The configuration, YAML or JSON.", valueName: "file"), completion: .file())
    var config: String

    @Option(
        help: ArgumentHelp(
            "How much faster than the machine's the agent's clock runs, for a capture that is played faster.",
            visibility: .hidden))
    var speed: Double = 1

    @Option(
        help: ArgumentHelp("With --speed: when both clocks agreed, in seconds of Unix time.", visibility: .hidden))
    var since: Int64?

    func validate() throws {
        guard speed >= 1, speed <= 10_000 else { throw ValidationError("--speed is a number from 1 to 10000") }
    }

    func run() throws {
        let box = try ConfigurationArgument.readBox(config)
        StopSignal.install()
        do throws(RunError) {
            let supervisor = try SensorSupervisor(box, speed: speed, since: since) { configuration in
                let level = Logger.Level(rawValue: configuration.log.level.rawValue) ?? .info
                return Logger(label: "footfall") { _ in StandardErrorLog(level: level) }
            }
            _ = try supervisor.run()
        } catch {
            throw Failure.exit(error.exitStatus, error)
        }
    }
}
