import Broker
import Foundation
import Testing
import Timekeeping
import Uplink

/// deploy/broker/bridge.conf between two real brokers.
@Suite(.enabled(if: TestBroker.isAvailable, TestBroker.absence))
struct BrokerBridgeTests {
    @Test func `a shop's counts reach the centre, wishes come back, and nothing else leaves the shop`() async throws {
        let centre = try await ShippedBroker([
            ("bridge", "bridge", "shop-12"), ("fleet-manager", "head", "--all-sites"),
        ])
        let shop = try await ShippedBroker(
            [("locator", "entrance", "shop-12"), ("consent", "app", "shop-12")], extra: try bridge(to: centre))
        let (atCentre, atShop) = (try await centre.witness(), try await shop.witness())
        let bridged = await eventually { centre.broker.log().contains { $0.contains(" as bridge.shop-12 ") } }
        #expect(bridged)
        let root = "footfall/v1/shop-12"
        let secret = ["site/keys/epoch", "sensor/entrance/sightings", "consent/offers/ack"]
        let told = ["sensor/entrance/status", "zone/shop/occupancy", "event/visit/started", "sensor/entrance/health"]
        let entrance = try shop.service("entrance.shop-12")
        for topic in secret + told { entrance.submit(.claim("\(root)/\(topic)", by: "entrance")) }
        let app = try shop.service("app.shop-12")
        app.submit(.claim("\(root)/consent/offers/grant", by: "app"))
        #expect(await eventually { app.status.queueDepth == 0 && entrance.status.queueDepth == 0 })
        let manager = try centre.service("head")
        manager.submit(.claim("\(root)/sensor/entrance/command", by: "head"))
        manager.submit(.claim("footfall/v1/shop-13/sensor/entrance/command", by: "head"))
        let command = "\(root)/sensor/entrance/command 0 head"
        #expect(await eventually { atShop.lines.contains(command) })
        // Last of all, so that what is wrong would have come by then.
        entrance.submit(.claim("\(root)/event/visit/ended", by: "entrance"))
        let up = (told + ["event/visit/ended"]).map { "\(root)/\($0) 0 entrance" }
        #expect(await eventually { atCentre.lines.contains(up.last ?? "") })
        let down = [command, "footfall/v1/shop-13/sensor/entrance/command 0 head"]
        #expect(Set(atCentre.lines) == Set(up + down))
        #expect(!atShop.lines.contains { $0.contains("shop-13") })
        for service in [entrance, app, manager] { service.stop(farewell: [], within: .seconds(10)) }
    }

    /// The shipped lines, with the centre's address and the bridge's files put in.
    private func bridge(to centre: ShippedBroker) throws -> [String] {
        try String(contentsOf: ShippedBroker.deploy.appending(path: "bridge.conf"), encoding: .utf8)
            .replacing("central.example:8883", with: "127.0.0.1:\(centre.broker.port)")
            .replacing(
                "/etc/mosquitto/footfall-bridge",
                with: centre.authority.appending(path: "clients/bridge.shop-12").path
            )
            .split(separator: "\n").map(String.init)
    }
}
