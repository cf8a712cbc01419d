import Agent
import ArgumentParser
import Arguments
import Fleet
import Uplink

struct FleetWithdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Takes a pushed configuration off the broker, such as that of a sensor that is gone.",
        discussion: """
            Boxes that have applied it keep it: to change that, push another one. Boxes that come later do not get it.

            Exit status: 0; 69 when there is no connection or no right to write.
            """)

    @OptionGroup var broker: BrokerOptions

    @Option(help: ArgumentHelp("The site.", valueName: "name"))
    var site: String

    @Option(help: ArgumentHelp("The sensor. (default: what was pushed to the site)", valueName: "name"))
    var sensor: String?

    func run() throws {
        StopSignal.install()
        let wire = try FleetWire(try broker.settings("footfall-fleet"), site: site, channels: [])
        defer { wire.close() }
        let topics = FleetTopics(site: site, sensor: sensor ?? "+")
        try wire.publish(
            Publication(
                topic: sensor == nil ? topics.siteDesired : topics.desired, payload: [], isRetained: true,
                importance: .event))
    }
}
