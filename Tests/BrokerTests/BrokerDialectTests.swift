import Broker
import Testing
import Timekeeping
import Uplink

struct BrokerDialectTests {
    /// The level of the protocol in a CONNECT packet. Source: MQTT 3.1.1 §3.1.2.2.
    static func level(of request: [UInt8]) -> UInt8? {
        let name = Array("MQTT".utf8)
        let place = request.indices.first { request[$0...].starts(with: name) }
        return place.map { request[$0 + name.count] }
    }

    /// Accepted; "unacceptable protocol version". Source: MQTT 3.1.1 §3.2.2.3.
    static let accepted: [UInt8] = [0x20, 2, 0, 0]
    static let unacceptable: [UInt8] = [0x20, 2, 0, 1]

    @Test(arguments: [unacceptable, nil])
    func `a broker that knows no MQTT 5 is spoken to in 3.1.1, whether it says so or hangs up`(
        refusal: [UInt8]?
    ) async throws {
        let broker = try FakeBroker { Self.level(of: $0) == 4 ? Self.accepted : refusal }
        defer { broker.close() }
        var settings = BrokerSettings(
            address: BrokerAddress(host: "127.0.0.1", port: broker.port, isSecure: false), clientIdentifier: "one")
        settings.limits.firstBackoff = .milliseconds(20)
        settings.limits.longestBackoff = .milliseconds(20)
        #expect(settings.protocolVersion == .v5)
        let journal = Journal()
        let service = try BrokerService(settings: settings, hooks: journal.hooks())
        try service.start()
        #expect(await eventually { service.status.state == .online })
        #expect((2...8).contains(broker.connectionCount), "\(journal.transitions)")
        service.stop(farewell: [], within: .zero)
    }
}
