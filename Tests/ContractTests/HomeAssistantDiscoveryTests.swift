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

    @Test func `a sensor that retires clears all that is retained of it, its status last`() {
        let cleared = composer.retirement(homeAssistantPrefix: "home/one")
        #expect(cleared.allSatisfy { $0.payload.isEmpty && $0.isRetained && $0.quality == .atLeastOnce })
        #expect(
            cleared.map(\.topic) == [
                "home/one/device/footfall-shop-12/config", "footfall/v1/shop-12/sensor/entrance/info",
                "footfall/v1/shop-12/sensor/entrance/alert", "footfall/v1/shop-12/sensor/entrance/reported",
                "footfall/v1/shop-12/site/configuration/reported", "footfall/v1/shop-12/site/flow/hour",
                "footfall/v1/shop-12/zone/hall/occupancy", "footfall/v1/shop-12/zone/hall/footfall",
                "footfall/v1/shop-12/sensor/entrance/status",
            ])
        #expect(composer.retirement(homeAssistantPrefix: nil).count == 8)
        // Keys and lease are the site's: the other locators go on with them.
        let ofTheSite: Set = ["site-keys", "site-lease"]
        let retained = Set(ContractMessage.all.filter { $0.isRetained && $0.direction == .fromAgent }.map(\.name))
            .subtracting(ofTheSite)
        #expect(retained.count == cleared.count, "\(retained)")
    }
}
