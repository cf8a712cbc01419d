import Broker
import Testing
import Timekeeping
import Uplink

/// What no honest broker sends. The service drops the connection, says so, and tries again.
struct HostileBrokerTests {
    /// MQTT 5.0 §3.2: accepted, no session, no properties.
    static let accepted: [UInt8] = [0x20, 0x03, 0x00, 0x00, 0x00]

    static func service(
        _ broker: FakeBroker, _ journal: Journal, version: BrokerSettings.ProtocolVersion = .v5
    ) throws -> BrokerService {
        let address = BrokerAddress(host: "127.0.0.1", port: broker.port, isSecure: false)
        var settings = BrokerSettings(address: address, clientIdentifier: "sensor-1")
        settings.protocolVersion = version
        settings.limits.firstBackoff = .milliseconds(5)
        settings.limits.longestBackoff = .milliseconds(20)
        settings.limits.connectTimeout = .milliseconds(100)
        let service = try BrokerService(settings: settings, hooks: journal.hooks())
        try service.start()
        return service
    }

    @Test func `a broker that accepts twice is left`() async throws {
        let broker = try FakeBroker(answering: Self.accepted + Self.accepted)
        let journal = Journal()
        let service = try Self.service(broker, journal)
        #expect(await eventually { broker.connectionCount >= 3 })
        #expect(journal.reasons.first?.kind == .protocolViolation)
        #expect(service.progress.isAlive)
        service.stop(farewell: [], within: .zero)
        broker.close()
    }

    /// MQTT 5.0 §3.14.
    @Test(arguments: [
        ([0xe0, 0x01, 0x00] as [UInt8], "the connection was lost (7)", BrokerError.Kind.lost),
        ([0xe0, 0x02, 0x8e, 0x00], "session taken over (142)", .takenOver),
        ([0xe0, 0x02, 0x8b, 0x00], "server shutting down (139)", .unavailable),
    ])
    func `a goodbye of the broker ends the connection, never the service`(
        goodbye: [UInt8], words: String, kind: BrokerError.Kind
    ) async throws {
        let broker = try FakeBroker(answering: Self.accepted + goodbye)
        let journal = Journal()
        let service = try Self.service(broker, journal)
        #expect(await eventually { broker.connectionCount >= 3 })
        #expect(journal.reasons.first?.kind == kind)
        #expect(
            journal.reasons.first?.description.hasPrefix(
                "cannot stay connected to broker 127.0.0.1:\(broker.port): \(words)") == true)
        service.stop(farewell: [], within: .zero)
        broker.close()
    }

    /// MQTT 3.1.1, which strangers are spoken to: for MQTT 5 see ``BrokerSettings/protocolVersion``.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `noise in place of packets ends the connection, never the service`(seed: UInt64) async throws {
        var dice = SplitMix(state: seed)
        let noise = (0..<64).map { _ in UInt8.random(in: 0...255, using: &dice) }
        let accepted: [UInt8] = seed % 4 == 0 ? [] : [0x20, 0x02, 0x00, 0x00]
        let broker = try FakeBroker(answering: accepted + noise)
        let journal = Journal()
        let service = try Self.service(broker, journal, version: .v311)
        service.submit(.event(1))
        #expect(await eventually { broker.connectionCount >= 2 || service.status.state == .online })
        #expect(service.progress.isAlive)
        service.stop(farewell: [], within: .zero)
        broker.close()
    }

    @Test(arguments: [("mqtt://192.0.2.1", "3.1.1"), ("mqtts://192.0.2.1", "5"), ("mqtt://127.0.0.1", "5")])
    func `a stranger is spoken to in MQTT 3.1.1`(url: String, version: String) throws {
        let settings = BrokerSettings(address: try BrokerAddress(url: url), clientIdentifier: "sensor-1")
        #expect(settings.protocolVersion.rawValue == version)
    }
}

/// Steele, Lea, Flood: Fast splittable pseudorandom number generators (OOPSLA 2014).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
