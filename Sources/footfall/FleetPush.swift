import Agent
import ArgumentParser
import Arguments
import Fleet
import Glibc
import Uplink

struct FleetPush: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "push",
        abstract:
            "Pushes a signed configuration to a sensor, or to all sensors of a site, and waits for what becomes of it.",
        discussion: """
            With --sensor it goes to that sensor, else to the site: each sensor lays the site's document over its own file, \
            and its own document over that. The broker keeps it, so that a sensor that is away gets it later.

            Exit status: 0 when all sensors that are online have applied it; 1 when one rejected it or took it back; 69 \
            when there is no connection or no right to write; 75 when somebody is not ready in time.
            """)

    @OptionGroup var broker: BrokerOptions

    @Option(help: ArgumentHelp("The site.", valueName: "name"))
    var site: String

    @Option(help: ArgumentHelp("The sensor. (default: all of the site)", valueName: "name"))
    var sensor: String?

    @Option(help: ArgumentHelp("How many seconds to wait for the sensors; 0 waits not at all.", valueName: "seconds"))
    var wait = 180

    @Argument(help: "The signed document, as footfall fleet sign prints it; - is standard input.", completion: .file())
    var file: String

    func run() throws {
        try FleetDelivery(site: site, sensor: sensor, patience: wait)
            .deliver(try FleetFiles.contents(of: file), by: try broker.settings("footfall-fleet"))
    }
}

struct FleetCanary: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "canary",
        abstract: "Signs a configuration and pushes it to all sensors of a site, some first.",
        discussion: """
            The canaries apply it at once. When all of them have, and the hold is over, the others do; if one of them \
            rejects it or takes it back, nobody else tries it.

            Exit status: as of footfall fleet sign and push.
            """)

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var signature: SignatureOptions

    @Option(help: ArgumentHelp("The site.", valueName: "name"))
    var site: String

    @Option(
        help: ArgumentHelp(
            "How many seconds to wait for the sensors. (default: the hold and 300)", valueName: "seconds"))
    var wait: Int?

    @Argument(help: "The keys that are to change, or a site document, YAML or JSON.", completion: .file())
    var file: String

    func validate() throws {
        if signature.canaries == nil { throw ValidationError("name the sensors that go first: --canaries a,b") }
    }

    func run() throws {
        let message = try signature.message(for: file)
        try FleetDelivery(site: site, sensor: nil, patience: wait ?? (signature.holdFor ?? 600) + 300)
            .deliver(message, by: try broker.settings("footfall-fleet"))
    }
}
