import Fleet
import Foundation
import Signing
import Testing

/// A laboratory with a fleet manager's key, and boxes that trust it.
final class FleetLaboratory {
    let laboratory: Laboratory
    let key: SigningKey
    private let air: Child
    private var secondAir: Child?
    private var count = 0

    /// A laboratory whose air is silent.
    init() async throws {
        laboratory = try await Laboratory()
        var generator = SystemRandomNumberGenerator()
        key = SigningKey(using: &generator)
        air = try await laboratory.air(try laboratory.bench.silence())
        _ = try laboratory.bench.write(String(decoding: OctetKeyPair.text(of: key), as: UTF8.self), to: "fleet.key")
    }

    var bench: Workbench { laboratory.bench }
    var storage: String { bench.path("storage") }

    /// A second interface: silent, for a second sensor, or with frames in the air.
    func addAir(_ capture: String? = nil, speed: Int = 1) async throws {
        let frames = try capture ?? laboratory.bench.silence()
        secondAir = try await laboratory.air(frames, speed: speed, interface: "rt1")
    }

    /// Starts an agent that trusts the key.
    func agent(
        sensor: String = "one", interface: String = "rt0", isKept: Bool = true, verifyWithinSeconds: Int = 5,
        speed: Int = 1, environment: [String] = []
    ) throws -> Child {
        let text = """
            site: test
            sensor: \(sensor)
            capture: {interface: \(interface)}
            storage: {directory: \(isKept ? "\(storage)-\(sensor)" : "null")}
            fleet: {keys: ["\(key.publicKey.text)"], verifyWithinSeconds: \(verifyWithinSeconds)}

            """
        let file = try bench.write(text, to: "\(sensor).yaml")
        return try laboratory.start(
            try Workbench.program("footfall"), ["run", "--config", file, "--speed", "\(speed)"],
            environment: environment)
    }

    /// A document, signed.
    func document(version: Int, _ configuration: String, rollout: String? = nil) -> [UInt8] {
        let plan = rollout.map { #","rollout":\#($0)"# } ?? ""
        return signed(#"{"version":\#(version)\#(plan),"configuration":\#(configuration)}"#)
    }

    func signed(_ payload: String, by key: SigningKey? = nil) -> [UInt8] {
        SignedMessage(Array(payload.utf8), by: key ?? self.key).text
    }

    /// Publishes a message, by default retained.
    func publish(_ message: [UInt8], to topic: String, isRetained: Bool = true) async throws {
        count += 1
        let file = bench.folder.appending(path: "message-\(count)")
        try Data(message).write(to: file)
        let retain = isRetained ? ["-r"] : []
        let payload = message.isEmpty ? ["-n"] : ["-f", file.path]
        let words = ["-h", "127.0.0.1", "-q", "1", "-t", topic] + payload + retain
        let child = try laboratory.start("mosquitto_pub", words)
        try #require(await child.waitPatiently() == 0, "\(child.errors)")
    }

    func push(_ message: [UInt8], to sensor: String = "one") async throws {
        try await publish(message, to: "footfall/v1/test/sensor/\(sensor)/desired")
    }

    func pushToSite(_ message: [UInt8]) async throws {
        try await publish(message, to: "footfall/v1/test/site/configuration/desired")
    }

    /// `footfall fleet …` in the laboratory's network.
    func fleet(_ words: String...) async throws -> (status: Int32?, output: String, errors: String) {
        let child = try laboratory.start(try Workbench.program("footfall"), ["fleet"] + words)
        let status = await child.waitPatiently()
        return (status, child.output, child.errors)
    }

    /// What a sensor has reported, in order.
    func reports(_ sensor: String = "one") -> [Report] {
        laboratory.messages.filter { $0.topic == "footfall/v1/test/sensor/\(sensor)/reported" }
            .map { Report(document: $0.document) }
    }

    /// Waits for a report like this.
    func sees(_ sensor: String = "one", after count: Int = 0, _ isWanted: (Report) -> Bool) async -> Bool {
        await eventually { self.reports(sensor).dropFirst(count).contains(where: isWanted) }
    }

    /// The last message of a channel of a sensor.
    func last(_ channel: String, of sensor: String = "one") -> Message? {
        laboratory.messages.last { $0.topic == "footfall/v1/test/sensor/\(sensor)/\(channel)" }
    }
}

/// A report as an integrator reads it, without the project's own reader.
struct Report {
    let document: [String: Any]

    var status: String? { document["status"] as? String }
    var version: Int? { document["version"] as? Int }
    var hash: String? { document["hash"] as? String }
    var inForce: Int? { (document["inForce"] as? [String: Any])?["version"] as? Int }
    var pending: String? { (document["pending"] as? [String: Any])?["state"] as? String }
    var problems: [String] {
        (document["problems"] as? [[String: String]] ?? []).map { "\($0["path"] ?? "?"): \($0["message"] ?? "?")" }
    }
    var site: Report { Report(document: document["site"] as? [String: Any] ?? [:]) }
}
