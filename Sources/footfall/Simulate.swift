import ArgumentParser

struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Acts what is not there: a shop's phones, or a fleet's sensors.",
        subcommands: [SimulateShop.self, SimulateFleet.self], defaultSubcommand: SimulateShop.self)
}
