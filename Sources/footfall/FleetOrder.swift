import Agent
import ArgumentParser
import Arguments
import Broker
import Fleet
import Glibc
import Signing
import Timekeeping
import Uplink

struct FleetOrder: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "command",
        abstract: "Has a sensor do something, and prints its answer.",
        discussion: """
            identify: a light on the box blinks for 15 s. diagnose: prints how the box is, without personal data. rescan: \
            sets the adapter up anew. calibrate: the site's locator learns the radio from what was heard since the last \
            time, and tells how good positions were before and are after. restart: the agent begins anew.

            Exit status: 0; 1 when the sensor could not; 65 when the key is none; 69 when there is no connection; 75 when \
            no answer came.
            """)

    @OptionGroup var broker: BrokerOptions

    @Option(
        help: ArgumentHelp("The private key, as footfall fleet keygen writes it.", valueName: "file"),
        completion: .file())
    var key: String

    @Option(help: ArgumentHelp("The site.", valueName: "name"))
    var site: String

    @Option(help: ArgumentHelp("The sensor.", valueName: "name"))
    var sensor: String

    @Option(
        help: ArgumentHelp(
            "How many seconds to wait for the answer. (default: 30; 600 for calibrate, which works for a while)",
            valueName: "seconds"))
    var wait: Int?

    @Argument(
        help: "identify, diagnose, rescan, calibrate or restart.",
        transform: { text in
            if let kind = SensorCommand.Kind(rawValue: text) { return kind }
            let known = SensorCommand.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("a sensor can do: \(known)")
        })
    var command: SensorCommand.Kind

    func run() throws {
        let key = try FleetFiles.key(key)
        StopSignal.install()
        let wire = try FleetWire(try broker.settings("footfall-fleet"), site: site, channels: ["response"])
        defer { wire.close() }
        var generator = SystemRandomNumberGenerator()
        let transaction = SHA256Digest(of: SigningKey(using: &generator).seed).hexadecimal.prefix(32)
        let order = SensorCommand(
            site: site, sensor: sensor, transaction: String(transaction), command: command, issuedAt: Self.now)
        try wire.publish(
            Publication(
                topic: FleetTopics(site: site, sensor: sensor).command,
                payload: SignedMessage(order.json, by: key).text,
                importance: .event))
        let patience = wait ?? (command == .calibrate ? 600 : 30)
        let isAnswered = wire.waits(seconds: patience) {
            let answer = wire.sensors[sensor]?.response
            return answer?.text("transaction") == order.transaction
                || answer?.text("transaction") == nil && answer?.text("status") == "failed"
        }
        guard isAnswered, let answer = wire.sensors[sensor]?.response else {
            throw Failure.exit(
                EX_TEMPFAIL, "\(sensor) did not answer within \(patience) s (is it online? see: footfall fleet status)")
        }
        if let error = answer.text("error") { throw Failure.exit(1, "\(sensor): \(error)") }
        print(String(decoding: (answer.value("data") ?? answer).json(), as: UTF8.self))
    }

    private static var now: WallTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
}
