import Agent
import ArgumentParser
import Fleet
import Glibc
import Logging

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the agent until it is asked to stop (SIGTERM or Ctrl-C).",
        discussion: """
            Listens on an interface that is in monitor mode already, and publishes to the configured broker. While the \
            broker is away, messages wait in memory, bounded; while the interface is away, visits are held.

            Needs CAP_NET_RAW. Exit status: 0 after a clean stop; 69 when the interface is not there or down; 71 when \
            the system refuses a thread or a descriptor; 77 when a right is missing; 78 when the configuration is \
            wrong or the interface is not in monitor mode.
            """)

    @Option(help: "The configuration, YAML or JSON.", completion: .file())
    var config: String

    @Option(
        help: ArgumentHelp(
            "How much faster than the machine's the agent's clock runs, for a capture that is played faster.",
            visibility: .hidden))
    var speed: Double = 1

    func validate() throws {
        guard speed >= 1, speed <= 10_000 else { throw ValidationError("--speed is a number from 1 to 10000") }
    }

    func run() throws {
        let configuration = try ConfigurationArgument.read(config)
        let level = Logger.Level(rawValue: configuration.log.level.rawValue) ?? .info
        let log = Logger(label: "footfall") { _ in StandardErrorLog(level: level) }
        StopSignal.install()
        do throws(RunError) {
            let sensor = try Sensor(configuration, speed: speed, log: log)
            _ = try sensor.run()
        } catch {
            throw Failure.exit(error.exitStatus, error)
        }
    }
}
