import Testing
import Timekeeping
import Uplink

@testable import Fleet

struct HomeAssistantDiscoveryTests {
    private let composer = ContractSample.composer(site: "shop-12", sensor: "entrance", zone: "hall")

    @Test func `entities are those of the zone and of the sensor, never of a visitor`() throws {
        let publication = composer.homeAssistant(prefix: "homeassistant", version: "1.2.3")
        #expect(publication.topic == "homeassistant/device/footfall-shop-12/config")
        #expect(publication.isRetained)
        let document = try DocumentValue(reading: publication.payload, as: .json)
        guard case .object(let components)? = document["components"]?.content else {
            Issue.record("no components")
            return
        }
        #expect(
            components.map(\.key) == [
                "zone-hall-people", "zone-hall-devices", "zone-hall-visitors-hour", "zone-hall-passers-by-hour",
                "zone-hall-bounces-hour", "zone-hall-dwell-hour", "sensor-entrance-connectivity",
                "sensor-entrance-alerts",
            ])
        #expect(!String(decoding: publication.payload, as: UTF8.self).contains("/event/"))
    }

    @Test func `every state and availability topic is one that the sensor publishes`() throws {
        let topics = composer.topics
        let known = ([topics.status, topics.alert] + topics.occupancy + topics.footfall).map { DocumentValue.text($0) }
        let payload = composer.homeAssistant(prefix: "homeassistant", version: "1.2.3").payload
        guard case .object(let components)? = try DocumentValue(reading: payload, as: .json)["components"]?.content
        else {
            Issue.record("no components")
            return
        }
        for component in components {
            #expect(known.contains(try #require(component.value["state_topic"])))
            guard case .array(let availability)? = component.value["availability"]?.content else {
                #expect(component.value["state_topic"] == .text(topics.status))
                continue
            }
            #expect(availability.map { $0["topic"] } == [.text(topics.status)])
        }
    }

    @Test func `a site of several is one device with the health of each sensor, known while a locator is there`() throws
    {
        let payload = composer.homeAssistant(
            prefix: "homeassistant", version: "1.2.3", sensors: ["a", "b", "c"], speakers: ["a", "b"]
        ).payload
        let components = try #require(try DocumentValue(reading: payload, as: .json)["components"])
        for sensor in ["a", "b", "c"] {
            let topic = DocumentValue.text("footfall/v1/shop-12/sensor/\(sensor)/status")
            #expect(components["sensor-\(sensor)-connectivity"]?["state_topic"] == topic)
            guard case .array(let witnesses)? = components["sensor-\(sensor)-alerts"]?["availability"]?.content else {
                Issue.record("alerts of \(sensor) are always known")
                continue
            }
            #expect(witnesses.map { $0["topic"] } == [topic])
        }
        let people = try #require(components["zone-hall-people"])
        #expect(people["availability_mode"] == .text("any"))
        guard case .array(let witnesses)? = people["availability"]?.content else {
            Issue.record("no availability")
            return
        }
        #expect(
            witnesses.map { $0["topic"] }
                == ["a", "b"].map { .text("footfall/v1/shop-12/sensor/\($0)/status") })
    }

    @Test func `all that the agent leaves at the broker is cleared when the last sensor retires, its status last`() {
        let topics = composer.zoneTopics + composer.siteTopics(homeAssistantPrefix: "home/one") + composer.ownTopics
        let cleared = composer.clearance(of: topics[0])
        #expect(cleared.payload.isEmpty && cleared.isRetained && cleared.quality == .atLeastOnce)
        #expect(topics.last == "footfall/v1/shop-12/sensor/entrance/status")
        #expect(topics.contains("home/one/device/footfall-shop-12/config"))
        let retained = ContractMessage.all.filter { $0.isRetained && $0.direction == .fromAgent }.map(\.address)
        let named = retained.map {
            $0.replacing("{site}", with: "shop-12").replacing("{sensor}", with: "entrance")
                .replacing("{zone}", with: "hall").replacing("homeassistant/", with: "home/one/")
        }
        #expect(Set(topics) == Set(named) && topics.count == named.count, "\(named)")
    }
}
