import Agent
import ArgumentParser
import Fleet
import Glibc
import Logging

struct Retire: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes away what a sensor has left at the broker, when it is taken down for good.",
        discussion: """
            Clears each topic on which the broker keeps the sensor's last message. Stop the sensor first. While the \
            broker keeps the status of another sensor of the site, what the site has once stays: zones of the site \
            document, flow, lease, keys, reported configuration, the device in Home Assistant. It goes with the last \
            sensor, which has to be one that may speak for the site: a sensor alone, or a locator. What the fleet \
            manager has pushed is the manager's to clear (see: footfall fleet withdraw).

            Exit status: 0; 69 when the broker cannot be reached; 78 when the configuration is wrong.
            """)

    @Option(
        help: ArgumentHelp("The configuration of the sensor, YAML or JSON.", valueName: "file"), completion: .file())
    var config: String

    func run() throws {
        let configuration = try ConfigurationArgument.read(config)
        let log = Logger(label: "footfall") { _ in StandardErrorLog(level: .notice) }
        let outcome: Retirement.Outcome
        do throws(RunError) { outcome = try Retirement.run(configuration, log: log) } catch {
            throw Failure.exit(error.exitStatus, error)
        }
        if outcome.unclearedCount > 0 {
            throw Failure.exit(
                EX_UNAVAILABLE,
                "\(outcome.unclearedCount) topics could not be cleared at \(configuration.broker.url) (is the broker there?)"
            )
        }
        if !outcome.others.isEmpty {
            Failure.say("what the site has once stays with \(outcome.others.joined(separator: ", "))")
        } else if !outcome.maySpeakForSite {
            Failure.say("what the site has once stays: it goes with its last locator (retire that one last)")
        }
    }
}
