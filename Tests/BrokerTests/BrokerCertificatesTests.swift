import Broker
import Foundation
import Testing
import Timekeeping
import Uplink

/// What deploy/broker/make-certificates makes, on a real mosquitto with the shipped configuration.
@Suite(.enabled(if: TestBroker.isAvailable, TestBroker.absence))
struct BrokerCertificatesTests {
    @Test func `who shows no certificate, a stranger's, or the broker's own is not let in`() async throws {
        let shop = try await ShippedBroker([("sensor", "entrance", "shop-12")])
        let other = try await ShippedBroker([("sensor", "entrance", "shop-12")], startsNow: false)
        var none = shop.settings("entrance.shop-12")
        none.tls.certificateFile = nil
        none.tls.keyFile = nil
        var stranger = shop.settings("entrance.shop-12")
        stranger.tls.certificateFile = other.settings("entrance.shop-12").tls.certificateFile
        stranger.tls.keyFile = other.settings("entrance.shop-12").tls.keyFile
        var impostor = shop.settings("entrance.shop-12")
        impostor.tls.certificateFile = shop.authority.appending(path: "broker/server.pem").path
        impostor.tls.keyFile = shop.authority.appending(path: "broker/server.key").path
        for settings in [none, stranger, impostor] {
            let journal = Journal()
            let service = try shop.broker.service(settings, journal: journal)
            #expect(await eventually { journal.reasons.count >= 2 })
            #expect(!journal.transitions.contains { $0.to == .online })
            service.stop(farewell: [], within: .zero)
        }
    }

    @Test func `a sensor's certificate does not make a broker`() async throws {
        let shop = try await ShippedBroker([("sensor", "entrance", "shop-12")], startsNow: false)
        let broker = shop.authority.appending(path: "broker")
        let client = shop.authority.appending(path: "clients/entrance.shop-12")
        for (own, stolen) in [("server.pem", "certificate.pem"), ("server.key", "key.pem")] {
            try FileManager.default.removeItem(at: broker.appending(path: own))
            try FileManager.default.copyItem(
                at: client.appending(path: stolen), to: broker.appending(path: own))
        }
        try await shop.broker.start()
        let journal = Journal()
        let service = try shop.service("entrance.shop-12", journal: journal)
        #expect(await eventually { journal.reasons.count >= 2 })
        #expect(journal.reasons.first?.kind == .tls)
        #expect(!journal.transitions.contains { $0.to == .online })
        service.stop(farewell: [], within: .zero)
    }

    @Test func `a renewed certificate has the same key and opens the broker; the old one still does`() async throws {
        let shop = try await ShippedBroker([("sensor", "entrance", "shop-12")], startsNow: false)
        let folder = shop.authority.appending(path: "clients/entrance.shop-12")
        let certificate = folder.appending(path: "certificate.pem")
        let key = try Data(contentsOf: folder.appending(path: "key.pem"))
        let old = try Data(contentsOf: certificate)
        try shop.make(["renew", "30"])
        #expect(try Data(contentsOf: certificate) == old)
        try shop.make(["renew", "900"])
        #expect(try Data(contentsOf: certificate) != old)
        #expect(try Data(contentsOf: folder.appending(path: "key.pem")) == key)
        try await shop.broker.start()
        for number in 1...2 {
            if number == 2 { try old.write(to: certificate) }
            let service = try shop.service("entrance.shop-12")
            #expect(await eventually { service.status.state == .online }, "\(number)")
            service.stop(farewell: [], within: .seconds(10))
        }
    }

    @Test func `a revoked client stays outside once the broker has read its files again`() async throws {
        let clients = ["entrance", "office"].map { (role: "sensor", name: $0, site: "shop-12") }
        let shop = try await ShippedBroker(clients)
        let stolen = shop.settings("entrance.shop-12")
        // The thief has a copy.
        let loot = shop.broker.folder.appending(path: "loot")
        let folder = shop.authority.appending(path: "clients/entrance.shop-12")
        try FileManager.default.copyItem(at: folder, to: loot)
        var thief = stolen
        thief.tls.certificateFile = loot.appending(path: "certificate.pem").path
        thief.tls.keyFile = loot.appending(path: "key.pem").path
        thief.tls.authorityFile = loot.appending(path: "authority.pem").path
        let early = try shop.broker.service(thief)
        #expect(await eventually { early.status.state == .online })
        early.stop(farewell: [], within: .seconds(10))
        try shop.make(["revoke", "entrance.shop-12"])
        shop.broker.kill(SIGHUP)
        #expect(await eventually { shop.broker.log().contains("Reloading config.") })
        let journal = Journal()
        let late = try shop.broker.service(thief, journal: journal)
        #expect(await eventually { journal.reasons.count >= 2 })
        #expect(!journal.transitions.contains { $0.to == .online })
        late.stop(farewell: [], within: .zero)
        let other = try shop.service("office.shop-12")
        #expect(await eventually { other.status.state == .online })
        other.stop(farewell: [], within: .seconds(10))
    }

    @Test(arguments: [
        ["client", "manager", "x", "shop-12"], ["client", "sensor", "Entrance", "shop-12"],
        ["client", "sensor", "a", "+"], ["client", "sensor", "entrance", "shop-12"], ["revoke", "nobody"],
        ["client", "sensor", String(repeating: "a", count: 60), "shop-12"], ["authority", "again"], ["server"],
    ])
    func `what cannot be is refused, and nothing changes`(arguments: [String]) async throws {
        let shop = try await ShippedBroker([("sensor", "entrance", "shop-12")], startsNow: false)
        let before = try Data(contentsOf: shop.authority.appending(path: "broker/access"))
        let program = ShippedBroker.deploy.appending(path: "make-certificates").path
        let words = [shop.authority.path] + arguments
        #expect(try !Child(program, words, folder: shop.broker.folder.path).wait())
        #expect(try Data(contentsOf: shop.authority.appending(path: "broker/access")) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: shop.authority.path).count == 4)
    }
}
