import Broker
import Foundation
import Testing
import Timekeeping
import Uplink

@Suite(.enabled(if: TestBroker.isAvailable, TestBroker.absence))
struct BrokerFallbackTests {
    @Test func `when the preferred broker dies the next one gets what was not acknowledged, in order`() async throws {
        let (preferred, other) = (try await TestBroker(), try await TestBroker())
        var settings = preferred.settings()
        settings.fallbackAddresses = [BrokerAddress(host: "127.0.0.1", port: other.port, isSecure: false)]
        let journal = Journal()
        let service = try preferred.service(settings, journal: journal, announcing: [.status("online")])
        for number in 1...100 { service.submit(.event(number)) }
        #expect(await eventually { service.status.tally.acknowledged == 100 })
        preferred.kill(SIGKILL)
        for number in 101...200 { service.submit(.event(number)) }
        #expect(await eventually { service.status.tally.acknowledged == 200 })
        #expect(journal.transitions.last?.address.port == other.port)
        let received = other.receivedTopics()
        #expect(received.first == "status")
        #expect(Array(received.dropFirst().suffix(100)) == (101...200).map { "event/\($0)" })
        service.stop(farewell: [.status("stopped")], within: .seconds(5))
        #expect(other.receivedTopics().last == "status")
    }

    @Test func `a refusal by the first broker does not keep the service from the second`() async throws {
        let guarded = try await BrokerAccessTests.guardedBroker()
        let open = try await TestBroker()
        var settings = BrokerAccessTests.settings(guarded, password: nil)
        settings.fallbackAddresses = [BrokerAddress(host: "127.0.0.1", port: open.port, isSecure: false)]
        let journal = Journal()
        let service = try guarded.service(settings, journal: journal)
        #expect(await eventually { service.status.state == .online })
        #expect(journal.reasons.first?.kind == .notAuthorized)
        service.stop(farewell: [], within: .seconds(5))
    }
}

@Suite(.enabled(if: TestBroker.isAvailable, TestBroker.absence))
struct PacketBoundTests {
    /// The broker, told by MQTT 5 how large a packet may be, leaves out what is larger, and the connection stays.
    @Test(arguments: [BrokerSettings.ProtocolVersion.v5, .v311])
    func `a message that is too large is never handed on`(version: BrokerSettings.ProtocolVersion) async throws {
        let broker = try await TestBroker()
        var settings = broker.settings()
        settings.protocolVersion = version
        settings.maximumPacketBytes = 100_000
        let journal = Journal()
        let service = try broker.service(settings, journal: journal)
        service.subscribe(to: ["in"])
        #expect(await eventually { broker.log().contains { $0.hasPrefix("Sending SUBACK") } })
        try Data(repeating: 0x61, count: 100 << 20).write(to: broker.folder.appending(path: "large"))
        let connection = ["-p", "\(broker.port)", "-q", "1", "-t", "in"]
        try run("mosquitto_pub", connection + ["-f", "large"], in: broker.folder)
        try run("mosquitto_pub", connection + ["-m", "small"], in: broker.folder)
        #expect(await eventually { !journal.messages.isEmpty })
        #expect(journal.messages.map(\.payload) == [Array("small".utf8)])
        #expect(service.status.state == .online)
        if version == .v5 {
            // It was not even sent. Under MQTT 3.1.1 nothing can keep the broker from it.
            #expect(broker.log().contains { $0.hasPrefix("Dropping too large outgoing PUBLISH for sensor-1") })
        }
        service.stop(farewell: [], within: .seconds(5))
    }
}
