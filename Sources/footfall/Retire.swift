import Agent
import ArgumentParser
import Fleet
import Glibc
import Logging

struct Retire: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes away what a sensor has left at the broker, when it is taken down for good.",
        discussion: """
            Clears each topic on which the broker keeps the sensor's last message, and the device in Home Assistant if \
            the configuration has homeAssistant.enabled. Stop the sensor first. Counts of other sensors stay.

            Exit status: 0; 69 when the broker cannot be reached; 78 when the configuration is wrong.
            """)

    @Option(help: "The configuration of the sensor.", completion: .file())
    var config: String

    func run() throws {
        let configuration = try ConfigurationArgument.read(config)
        let log = Logger(label: "footfall") { _ in StandardErrorLog(level: .notice) }
        let remaining: Int
        do throws(RunError) { remaining = try Retirement.run(configuration, log: log) } catch {
            throw Failure.exit(error.exitStatus, error)
        }
        if remaining > 0 {
            throw Failure.exit(
                EX_UNAVAILABLE,
                "\(remaining) topics could not be cleared at \(configuration.broker.url) (is the broker there?)")
        }
    }
}
