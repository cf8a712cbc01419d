import ArgumentParser

struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plays what is not there: the phones of a shop, or the sensors of a fleet.",
        subcommands: [SimulateShop.self, SimulateFleet.self], defaultSubcommand: SimulateShop.self)
}
