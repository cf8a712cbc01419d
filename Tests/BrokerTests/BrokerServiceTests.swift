import Broker
import Foundation
import Testing
import Timekeeping
import Uplink

@Suite(.enabled(if: TestBroker.isAvailable, TestBroker.absence))
struct BrokerServiceTests {
    @Test(arguments: [BrokerSettings.ProtocolVersion.v5, .v311])
    func `what is published comes back byte for byte to who subscribed`(
        version: BrokerSettings.ProtocolVersion
    ) async throws {
        let broker = try await TestBroker()
        let journal = Journal()
        var settings = broker.settings()
        settings.protocolVersion = version
        let service = try broker.service(settings, journal: journal)
        service.subscribe(to: ["loop/#"])
        #expect(await eventually { broker.log().contains { $0.hasPrefix("Sending SUBACK to sensor-1") } })
        let payloads: [[UInt8]] = [[], Array(0...255), Array(repeating: 0x5a, count: 300_000)]
        for (number, payload) in payloads.enumerated() {
            service.submit(Publication(topic: "loop/\(number)", payload: payload, importance: .event))
        }
        #expect(await eventually { journal.messages.count == 3 })
        let expected = payloads.enumerated().map { Journal.Message(topic: "loop/\($0)", payload: $1) }
        #expect(journal.messages == expected)
        #expect(await eventually { service.status.tally.acknowledged == 3 })
        #expect(service.status.queueDepth == 0)
        #expect(service.stop(farewell: [], within: .seconds(5)) == 0)
        let wire = version == .v5 ? "p5" : "p2"
        #expect(broker.log().contains { $0.contains(" as sensor-1 (\(wire), c1, k60)") })
    }

    @Test func `quality, retention and order are what the broker sees`() async throws {
        let broker = try await TestBroker()
        let service = try broker.service()
        #expect(await eventually { service.status.state == .online })
        service.submit(.event(1))
        service.submit(Publication(topic: "health", payload: [1], quality: .atMostOnce, importance: .telemetry))
        service.submit(.status("online"))
        #expect(await eventually { service.status.tally.acknowledged == 3 })
        service.stop(farewell: [], within: .seconds(5))
        let received = broker.log().filter { $0.hasPrefix("Received PUBLISH from sensor-1") }
        #expect(received.map { $0.contains("q1, r0") } == [true, false, false])
        #expect(received.map { $0.contains("q0, r0") } == [false, true, false])
        #expect(received.map { $0.contains("q1, r1") } == [false, false, true])
        let late = try await Witness(of: broker)
        #expect(await eventually { late.lines.contains("status 1 online") })
    }

    @Test func `a retained message that was there before arrives as such`() async throws {
        let broker = try await TestBroker()
        try run("mosquitto_pub", ["-p", "\(broker.port)", "-r", "-t", "desired", "-m", "version 7"], in: broker.folder)
        let journal = Journal()
        let service = try BrokerService(settings: broker.settings(), hooks: journal.hooks())
        service.subscribe(to: ["desired"])
        try service.start()
        #expect(await eventually { !journal.messages.isEmpty })
        try run("mosquitto_pub", ["-p", "\(broker.port)", "-t", "desired", "-m", "version 8"], in: broker.folder)
        #expect(await eventually { journal.messages.count == 2 })
        #expect(journal.messages.map(\.isRetained) == [true, false])
        #expect(journal.messages.map { String(decoding: $0.payload, as: UTF8.self) } == ["version 7", "version 8"])
        service.stop(farewell: [], within: .seconds(5))
    }

    @Test func `a clean stop sends what waits, then the farewell, and no will follows`() async throws {
        let broker = try await TestBroker()
        let witness = try await Witness(of: broker)
        let journal = Journal()
        let service = try broker.service(journal: journal, announcing: [.status("online")])
        #expect(await eventually { service.status.state == .online })
        for number in 1...500 { service.submit(.event(number)) }
        #expect(service.stop(farewell: [.status("stopped")], within: .seconds(20)) == 0)
        #expect(service.status.state == .stopped)
        #expect(!service.progress.isAlive)
        let expected = ["status 0 online"] + (1...500).map { "event/\($0) 0 \($0)" } + ["status 0 stopped"]
        #expect(await eventually { witness.lines.count >= expected.count })
        #expect(await eventually { broker.log().contains("Client sensor-1 disconnected.") })
        #expect(witness.lines == expected)
        #expect(
            journal.transitions.map(\.description) == [
                "idle -> connecting", "connecting -> online", "online -> stopping", "stopping -> stopped",
            ])
    }

    @Test func `a client that vanishes leaves its will`() async throws {
        let broker = try await TestBroker()
        let witness = try await Witness(of: broker)
        let service = try broker.service(announcing: [.status("online")])
        #expect(await eventually { witness.lines == ["status 0 online"] })
        // With no time at all there is no goodbye: the connection is dropped, as by a crash.
        #expect(service.stop(farewell: [.status("stopped")], within: .zero) == 1)
        #expect(await eventually { witness.lines == ["status 0 online", "status 0 offline"] })
    }

    @Test func `stopping with an unreachable broker tells how many messages were given up`() async throws {
        let broker = try await TestBroker(startsNow: false)
        let journal = Journal()
        let service = try broker.service(journal: journal)
        for number in 1...3 { service.submit(.event(number)) }
        #expect(await eventually { !journal.reasons.isEmpty })
        #expect(service.stop(farewell: [.status("stopped")], within: .milliseconds(300)) == 4)
        #expect(service.stop(farewell: [], within: .seconds(5)) == 4)
        #expect(journal.transitions.last?.description == "stopping -> stopped")
    }

    @Test func `a request to announce publishes births and retained states again`() async throws {
        let broker = try await TestBroker()
        let witness = try await Witness(of: broker)
        let service = try broker.service(announcing: [.status("online")])
        #expect(await eventually { service.status.state == .online })
        service.submit(Publication(topic: "zone", payload: [0x37], isRetained: true, importance: .state))
        #expect(await eventually { witness.lines.sorted() == ["status 0 online", "zone 0 7"] })
        service.announce()
        #expect(
            await eventually { witness.lines.suffix(2) == ["status 0 online", "zone 0 7"] && witness.lines.count == 4 })
        service.stop(farewell: [], within: .seconds(5))
    }

    @Test func `two clients of one name drive each other out, and both live on`() async throws {
        let broker = try await TestBroker()
        let journal = Journal()
        let first = try broker.service(journal: journal)
        #expect(await eventually { first.status.state == .online })
        let second = try broker.service()
        #expect(await eventually { first.status.tally.reconnects > 0 && second.status.tally.reconnects > 0 })
        #expect(
            journal.reasons.first?.description
                == "cannot stay connected to broker 127.0.0.1:\(broker.port): the connection was lost (7) "
                + "(did the broker stop, or does another client have the same client identifier?)")
        second.stop(farewell: [], within: .zero)
        first.stop(farewell: [], within: .zero)
    }

    /// Not an exit test: the monitor of those waits for all children of the process, also for those of other tests.
    @Test func `the process keeps its own disposition for SIGPIPE`() async throws {
        let before = brokenPipeDisposition()
        let broker = try await TestBroker()
        let service = try broker.service()
        try #require(await eventually { service.status.state == .online })
        service.stop(farewell: [], within: .seconds(5))
        // Another client that is being made at this moment may have changed it for an instant.
        #expect(await eventually { brokenPipeDisposition() == before })
    }
}

/// What the process does at SIGPIPE: 0 by default, 1 when it is ignored, else the address of a handler.
private func brokenPipeDisposition() -> Int {
    var action = sigaction()
    unsafe sigaction(SIGPIPE, nil, &action)
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
}
