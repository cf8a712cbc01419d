import ArgumentParser

struct FleetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet",
        abstract:
            "Configures sensors from afar: signed documents over MQTT, tried, and taken back if they do not work.",
        discussion: """
            Once: footfall fleet keygen --out fleet.key, and the line that it prints into fleet.keys of each box.
            Then: footfall fleet sign --key fleet.key changes.yaml > signed.json
                  footfall fleet push --broker URL --site SITE --sensor SENSOR signed.json
                  footfall fleet status --broker URL --site SITE
            A document needs only the keys that change: they go over those of the box's own file.
            """,
        subcommands: [
            FleetKeygen.self, FleetSign.self, FleetPush.self, FleetCanary.self, FleetStatus.self, FleetOrder.self,
            FleetWithdraw.self,
        ])
}
