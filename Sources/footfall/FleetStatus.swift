import Agent
import ArgumentParser
import Arguments
import Fleet
import Glibc

struct FleetStatus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows which sensors of a site run which configuration.",
        discussion: """
            VERSION is what was pushed to the sensor and is in force, SITE what was pushed to the site; 0 is the box's own \
            file. LAST is what became of the last document.

            Exit status: 0; 1 when a sensor is not online, or did not apply its last document; 69 when there is no \
            connection.
            """)

    @OptionGroup var broker: BrokerOptions

    @Option(help: ArgumentHelp("The site.", valueName: "name"))
    var site: String

    @Flag(help: "Prints one JSON object.")
    var json = false

    func run() throws {
        StopSignal.install()
        let wire = try FleetWire(
            try broker.settings("footfall-fleet"), site: site, channels: ["status", "info", "reported", "alert"])
        wire.settle()
        let sensors = wire.sensors
        wire.close()
        print(json ? FleetTable.json(sensors) : FleetTable.text(sensors))
        if !json { FleetTable.problems(sensors, scopes: DesiredScope.allCases).forEach(Failure.say) }
        let areWell = sensors.values.allSatisfy { sensor in
            let isApplied = DesiredScope.allCases.allSatisfy { sensor.report?[$0].status == .applied }
            return sensor.state == "online" && isApplied
        }
        if !areWell || sensors.isEmpty { throw ExitCode(1) }
    }
}
