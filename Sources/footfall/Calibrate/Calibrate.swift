import ArgumentParser

struct Calibrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Learns the radio of a site: path loss, the sensors' gains, and what shelves and walls do.",
        subcommands: [CalibrateCrowd.self, CalibrateWalk.self, CalibrateInstall.self])
}
