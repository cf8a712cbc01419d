import Broker
import Foundation
import Testing
import Timekeeping
import Uplink

@Suite(.enabled(if: TestBroker.isAvailable, TestBroker.absence))
struct BrokerOutageTests {
    @Test func `a broker that comes later gets everything from the beginning`() async throws {
        let broker = try await TestBroker(startsNow: false)
        let journal = Journal()
        let service = try broker.service(journal: journal, announcing: [.status("online")])
        for number in 1...300 { service.submit(.event(number)) }
        #expect(await eventually { journal.reasons.count >= 3 })
        #expect(
            journal.reasons.first?.description
                == "cannot connect to broker 127.0.0.1:\(broker.port): connection refused (111) "
                + "(is the broker running, and are its address and port right?)")
        try await broker.start()
        #expect(await eventually { service.status.tally.acknowledged == 300 })
        service.stop(farewell: [], within: .seconds(5))
        #expect(broker.receivedTopics() == ["status"] + (1...300).map { "event/\($0)" })
    }

    @Test func `a broker that is killed and comes back misses nothing, in order, with all announcements`() async throws
    {
        let broker = try await TestBroker()
        let service = try broker.service(announcing: [.status("online")])
        #expect(await eventually { service.status.state == .online })
        service.submit(Publication(topic: "zone", payload: [0x37], isRetained: true, importance: .state))
        for number in 1...2_000 {
            service.submit(.event(number))
            if number == 1_000 {
                #expect(await eventually { service.status.tally.acknowledged > 200 })
                broker.kill(SIGKILL)
            }
        }
        #expect(await eventually { service.status.state == .waiting })
        try await broker.start()
        #expect(await eventually { service.status.tally.acknowledged == 2_001 })
        let tally = service.status.tally
        service.stop(farewell: [], within: .seconds(5))
        #expect(tally.reconnects == 1 && tally.dropped.total == 0)
        let second = broker.receivedTopics(ofStart: 2)
        #expect(second.prefix(2) == ["status", "zone"])
        var seen: Set<String> = []
        let events = (broker.receivedTopics() + second).filter { $0.hasPrefix("event/") && seen.insert($0).inserted }
        #expect(events == (1...2_000).map { "event/\($0)" })
    }

    @Test func `a broker that falls silent is noticed by the keep-alive`() async throws {
        let broker = try await TestBroker()
        let journal = Journal()
        var settings = broker.settings()
        settings.keepAlive = .seconds(5)
        let service = try broker.service(settings, journal: journal)
        #expect(await eventually { service.status.state == .online })
        broker.kill(SIGSTOP)
        service.submit(.event(1))
        #expect(await eventually { !journal.reasons.isEmpty })
        #expect(journal.reasons.first?.kind == .silent)
        broker.kill(SIGCONT)
        #expect(await eventually { service.status.tally.acknowledged == 1 })
        service.stop(farewell: [], within: .seconds(5))
    }

    @Test func `a listener that accepts and says nothing is given up after the time for connecting`() async throws {
        let broker = try await TestBroker()
        broker.kill(SIGSTOP)
        let journal = Journal()
        var settings = broker.settings()
        settings.limits.connectTimeout = .milliseconds(200)
        let service = try broker.service(settings, journal: journal)
        #expect(await eventually { !journal.reasons.isEmpty })
        #expect(journal.reasons.first?.kind == .noAnswer)
        broker.kill(SIGCONT)
        #expect(await eventually { service.status.state == .online })
        service.stop(farewell: [], within: .seconds(5))
    }

    @Test func `a name with several addresses is tried at each of them`() async throws {
        let broker = try await TestBroker()
        var settings = broker.settings()
        settings.address.host = "localhost"
        let service = try broker.service(settings)
        #expect(await eventually { service.status.state == .online })
        service.stop(farewell: [], within: .seconds(5))
    }

    @Test func `a name that does not resolve is an error with a cure, and the thread lives on`() async throws {
        let broker = try await TestBroker()
        let journal = Journal()
        var settings = broker.settings()
        settings.address.host = "broker.invalid"
        let service = try broker.service(settings, journal: journal)
        #expect(await eventually { journal.reasons.count >= 2 })
        #expect(journal.reasons.first?.kind == .unresolvedName)
        #expect(service.progress.isAlive && service.progress.turns > 0)
        service.stop(farewell: [], within: .zero)
    }
}
