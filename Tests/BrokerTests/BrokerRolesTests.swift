import Broker
import Foundation
import Testing
import Timekeeping
import Uplink

/// The files of deploy/broker, on a real mosquitto.
@Suite(.enabled(if: TestBroker.isAvailable, TestBroker.absence))
struct BrokerRolesTests {
    @Test func `each role writes what the contract gives it, and all else is refused`() async throws {
        let shop = try await ShippedBroker(RightsTable.clients)
        let witness = try await shop.witness()
        for user in RightsTable.users {
            let service = try shop.service(user)
            for row in RightsTable.rows { service.submit(.claim(row.topic, by: user)) }
            #expect(await eventually { service.status.queueDepth == 0 })
            let permitted = RightsTable.rows.count { $0.writers.contains(user) }
            #expect(service.status.tally.acknowledged == permitted, "\(user)")
            #expect(service.status.tally.refused == RightsTable.rows.count - permitted, "\(user)")
            service.stop(farewell: [], within: .seconds(10))
        }
        let expected = RightsTable.users.flatMap { user in
            RightsTable.rows.filter { $0.writers.contains(user) }.map { "\($0.topic) 0 \(user)" }
        }
        #expect(await eventually { witness.lines.count >= expected.count })
        #expect(witness.lines == expected)
    }

    @Test func `each role reads what the contract gives it and no more, whatever it subscribes to`() async throws {
        let shop = try await ShippedBroker(RightsTable.clients)
        let auditor = try shop.service("auditor")
        for row in RightsTable.rows { auditor.submit(.retained(row.topic, "before")) }
        #expect(await eventually { auditor.status.queueDepth == 0 })
        let journals = RightsTable.users.map { _ in Journal() }
        let services = try zip(RightsTable.users, journals).map { try shop.service($0, journal: $1) }
        for service in services { service.subscribe(to: ["#", "footfall/v1/+/site/keys/epoch", "+/+/+/consent/#"]) }
        for user in RightsTable.users {
            let isReady = await eventually { shop.broker.log().contains { $0.hasPrefix("Sending SUBACK to \(user)") } }
            #expect(isReady)
        }
        // What is sent twice ends the search: a reader that has the second has all that came before.
        for word in ["after", "end"] {
            for row in RightsTable.rows { auditor.submit(.retained(row.topic, word)) }
        }
        for (user, journal) in zip(RightsTable.users, journals) {
            let readable = RightsTable.rows.filter { $0.readers.contains(user) }.map(\.topic)
            let isDone = await eventually {
                Set(journal.messages.filter { $0.payload == Array("end".utf8) }.map(\.topic)).count >= readable.count
            }
            #expect(isDone, "\(user)")
            for word in ["before", "after", "end"] {
                let heard = journal.messages.filter { $0.payload == Array(word.utf8) }.map(\.topic)
                #expect(Set(heard) == Set(readable), "\(user), \(word)")
            }
        }
        for service in services + [auditor] { service.stop(farewell: [], within: .seconds(10)) }
    }

    @Test func `with MQTT 3.1.1 a message without rights goes nowhere, though nobody says so`() async throws {
        let shop = try await ShippedBroker([("sensor", "entrance", "shop-12")])
        let witness = try await shop.witness()
        let service = try shop.service("entrance.shop-12", version: .v311)
        let own = "footfall/v1/shop-12/sensor/entrance/health"
        for topic in ["footfall/v1/shop-12/zone/shop/occupancy", "footfall/v1/shop-12/sensor/office/health", own] {
            service.submit(.claim(topic, by: "entrance"))
        }
        #expect(service.stop(farewell: [], within: .seconds(10)) == 0)
        #expect(await eventually { !witness.lines.isEmpty })
        #expect(witness.lines == ["\(own) 0 entrance"])
    }

    @Test func `a will on the topic of another sensor is not carried out`() async throws {
        let shop = try await ShippedBroker([("sensor", "entrance", "shop-12")])
        let witness = try await shop.witness()
        for sensor in ["office", "entrance"] {
            var settings = shop.settings("entrance.shop-12")
            settings.will = .claim("footfall/v1/shop-12/sensor/\(sensor)/status", by: "will")
            let service = try shop.broker.service(settings)
            let settled = await eventually {
                service.status.state == .online || service.status.state == .waiting
            }
            #expect(settled)
            // Dropped without a goodbye: a stop without patience.
            service.stop(farewell: [], within: .zero)
        }
        #expect(await eventually { !witness.lines.isEmpty })
        #expect(witness.lines == ["footfall/v1/shop-12/sensor/entrance/status 0 will"])
    }
}

extension Publication {
    /// A message that says who wrote it.
    static func claim(_ topic: String, by user: String) -> Self {
        Self(topic: topic, payload: Array(user.utf8), importance: .event)
    }

    static func retained(_ topic: String, _ word: String) -> Self {
        Self(topic: topic, payload: Array(word.utf8), isRetained: true, importance: .event)
    }
}
