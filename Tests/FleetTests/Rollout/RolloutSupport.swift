import Signing
import Testing
import Timekeeping

@testable import Fleet

/// A box, a fleet manager, and a clock, for tests of roll-outs.
struct Rehearsal {
    static let key = key(1)
    static let stranger = key(2)

    private static func key(_ byte: UInt8) -> SigningKey {
        guard let key = SigningKey(seed: [UInt8](repeating: byte, count: 32)) else {
            preconditionFailure("32 bytes are a seed")
        }
        return key
    }

    var rollout: Rollout
    var seconds: Int64 = 0

    init(
        sensor: String = "one", inForce: Generation = Generation(), allowsUnsigned: Bool = false,
        storage: String = "null"
    ) throws {
        rollout = try Rollout(
            box: Self.box(sensor: sensor, storage: storage),
            reader: DesiredReader(keys: allowsUnsigned ? [] : [Self.key.publicKey], allowsUnsigned: allowsUnsigned),
            inForce: inForce)
    }

    static func box(sensor: String = "one", storage: String = "null") throws -> BoxConfiguration {
        let text = """
            site: test
            sensor: \(sensor)
            capture: {interface: mon0}
            broker: {url: "mqtt://127.0.0.1:1999"}
            storage: {directory: \(storage)}
            fleet: {keys: [\(key.publicKey.text)], verifyWithinSeconds: 30}
            """
        return try BoxConfiguration(reading: Array(text.utf8), as: .yaml)
    }

    /// A payload, signed.
    static func signed(_ payload: String, by key: SigningKey = key) -> [UInt8] {
        SignedMessage(Array(payload.utf8), by: key).text
    }

    static func message(
        version: Int, _ configuration: String, rollout: String? = nil, by key: SigningKey = key
    ) -> [UInt8] {
        let plan = rollout.map { #","rollout":\#($0)"# } ?? ""
        return signed(#"{"version":\#(version)\#(plan),"configuration":\#(configuration)}"#, by: key)
    }

    var moment: Moment { Moment(wall: WallTime(seconds: 1_800_000_000 + seconds), uptime: Uptime(seconds: seconds)) }

    mutating func receive(_ message: [UInt8], scope: DesiredScope = .sensor) -> [String] {
        names(rollout.received(message, byteCount: message.count, scope: scope, at: moment))
    }

    /// The way of a good document through all stages.
    mutating func apply(version: Int, _ configuration: String, scope: DesiredScope = .sensor) {
        _ = receive(Self.message(version: version, configuration), scope: scope)
        _ = rollout.prepared(at: moment)
        rollout.began(at: moment)
        _ = rollout.observed(isOnline: true, isListening: true, at: moment)
        _ = rollout.committed(at: moment)
    }

    var part: ConfigurationReport.Part { rollout.report(at: moment.wall).sensor }
    var problems: [String] { part.problems.map { "\($0.path): \($0.message)" } }

    func names(_ actions: [RolloutAction]) -> [String] {
        actions.map { action in
            switch action {
            case .watch(let sensors): "watch \(sensors.joined(separator: ","))"
            case .prepare: "prepare"
            case .switchTo(let configuration): "switch \(configuration.health.intervalSeconds)"
            case .commit: "commit"
            case .remember: "remember"
            case .report: "report"
            case .raise(let kind, _): "raise \(kind.rawValue)"
            case .clear(let kind): "clear \(kind.rawValue)"
            }
        }
    }
}
