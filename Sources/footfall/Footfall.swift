import ArgumentParser
import Fleet

@main
struct Footfall: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "footfall",
        abstract: "Counts people by the probe requests of their phones, and forgets the phones.",
        discussion: """
            A sensor listens with a Wi-Fi adapter in monitor mode. It replaces each address at once by a pseudonym \
            whose key is destroyed minutes later, and publishes counts and short visits over MQTT.

            Start with: footfall radios, then: footfall doctor --config FILE, then: footfall run --config FILE
            Without an adapter: footfall simulate --out shop.pcap && footfall replay shop.pcap
            """,
        version: FootfallVersion.text,
        subcommands: [
            Run.self, Radios.self, Doctor.self, Enroll.self, Replay.self, Check.self, Simulate.self, Listen.self,
            Watch.self, Evaluate.self, Calibrate.self, Contract.self, FleetCommand.self, ConsentCommand.self,
            Deny.self, PrivacyCommand.self, Retire.self, Tally.self,
        ])
}
