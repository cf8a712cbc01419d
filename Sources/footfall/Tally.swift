import Agent
import ArgumentParser
import Fleet
import Glibc
import Logging

struct Tally: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells the agent how many people you have counted, by hand.",
        discussion: """
            Say how many people are in the shop now (--present), or how many have come in and gone out since the last \
            time (--in, --out). The agent learns from it how many people stand behind the devices that it hears: a \
            count each quarter of an hour over two usual days is enough. A reading counts for 20 minutes.

            Exit status: 0; 64 when the arguments are wrong; 69 when the broker could not be reached in 10 seconds; 78 \
            when the configuration is wrong.
            """)

    @Option(
        help: ArgumentHelp("The configuration of a sensor of the site, YAML or JSON.", valueName: "file"),
        completion: .file())
    var config: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many people are there now: 0 to 100000.", valueName: "people"))
    var present: Int?

    @Option(
        name: .customLong("in"), parsing: .unconditional,
        help: ArgumentHelp("How many have come in since the last time: 0 to 100000.", valueName: "people"))
    var entered: Int?

    @Option(
        name: .customLong("out"), parsing: .unconditional,
        help: ArgumentHelp("How many have gone out since the last time: 0 to 100000.", valueName: "people"))
    var left: Int?

    @Option(
        help: ArgumentHelp(
            "Who counts: 1 to 63 lower-case letters, digits and hyphens, no hyphen first.", valueName: "name"))
    var counter: String = "manual"

    func validate() throws {
        let isDoor = entered != nil || left != nil
        guard (present != nil) != isDoor else {
            throw ValidationError("say --present, or --in and --out")
        }
        for (option, count) in [("--present", present), ("--in", entered), ("--out", left)] {
            guard let count, !(0...100_000).contains(count) else { continue }
            throw ValidationError("\(option) is a number of people from 0 to 100000, not \(count)")
        }
        guard let first = counter.utf8.first, first != UInt8(ascii: "-"), counter.utf8.count <= 63,
            counter.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D })
        else {
            throw ValidationError("--counter is 1 to 63 lower-case letters, digits and hyphens, no hyphen first")
        }
    }

    func run() throws {
        let configuration = try ConfigurationArgument.read(config)
        let level = Logger.Level(rawValue: configuration.log.level.rawValue) ?? .info
        let log = Logger(label: "footfall") { _ in StandardErrorLog(level: level) }
        let unsent: Int
        do throws(RunError) {
            unsent = try ManualTally.publish(
                configuration, counter: counter, occupancy: present, entries: entered ?? 0, exits: left ?? 0, log: log)
        } catch {
            throw Failure.exit(error.exitStatus, error)
        }
        if unsent > 0 {
            throw Failure.exit(
                EX_UNAVAILABLE, "cannot tell \(configuration.broker.url) within 10 s (is the broker there?)")
        }
    }
}
