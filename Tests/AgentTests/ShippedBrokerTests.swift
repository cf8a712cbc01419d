import Foundation
import Testing

/// The agent with the files of deploy/broker, as a site has them.
@Suite(.enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct ShippedBrokerTests {
    @Test func `a sensor alone does all its work through the shipped broker, and an integrator sees counts only`()
        async throws
    {
        let laboratory = try await Laboratory()
        let bench = laboratory.bench
        for words in [
            ["authority", "shop-12"], ["server", "127.0.0.1"], ["client", "locator", "entrance", "shop-12"],
            ["client", "integrator", "till", "shop-12"], ["client", "fleet-manager", "manager", "shop-12"],
        ] {
            let outcome = try bench.run(
                Self.deploy.appending(path: "make-certificates").path, [bench.path("site")] + words)
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
        let broker = try laboratory.start("/usr/sbin/mosquitto", ["-c", try Self.settings(bench), "-v"])
        try #require(await eventually { broker.errors.contains(" running") }, "\(broker.errors)")
        let till = try Self.subscriber("till.shop-12", laboratory)
        let manager = try Self.subscriber("manager.shop-12", laboratory)
        try #require(await eventually { broker.errors.matches(of: /Sending SUBACK to/).count == 2 }, "\(broker.errors)")
        let air = try await laboratory.air(try bench.shop(), speed: 60)
        let agent = try laboratory.start(
            try Workbench.program("footfall"), ["run", "--config", try Self.configuration(bench), "--speed", "60"])
        for channel in ["occupancy", "started"] {
            #expect(await eventually { till.output.contains("/\(channel) ") }, "\(channel): \(agent.errors)")
        }
        #expect(await eventually { manager.output.contains("/health ") }, "\(agent.errors)")
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0, "\(agent.errors)")
        #expect(await eventually { manager.output.contains("\"stopped\"") })
        // Nothing that the agent wrote or asked for was denied.
        #expect(!agent.errors.contains("refused"), "\(agent.errors)")
        #expect(!broker.errors.contains("Denied"), "\(broker.errors)")
        let kinds = { (output: String) in Set(output.split(separator: "\n").map { $0.split(separator: "/")[3] }) }
        #expect(kinds(till.output) == ["zone", "event"])
        #expect(kinds(manager.output) == ["sensor", "site"])
        _ = air
    }

    static let deploy = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "deploy/broker")

    /// The shipped configuration of the broker, but for its folder.
    private static func settings(_ bench: Workbench) throws -> String {
        let shipped = try String(contentsOf: deploy.appending(path: "mosquitto.conf"), encoding: .utf8)
        return try bench.write(
            shipped.replacing("/etc/mosquitto/footfall", with: bench.path("site/broker")) + "user root\n",
            to: "shipped.conf")
    }

    private static func configuration(_ bench: Workbench) throws -> String {
        let folder = bench.path("site/clients/entrance.shop-12")
        return try bench.write(
            """
            {"site": "shop-12", "sensor": "entrance", "capture": {"interface": "rt0"}, "zone": {"id": "shop"},
             "health": {"intervalSeconds": 5},
             "broker": {"url": "mqtts://127.0.0.1:8883", "caFile": "\(folder)/authority.pem",
                        "certificateFile": "\(folder)/certificate.pem", "keyFile": "\(folder)/key.pem"}}
            """, to: "shipped.json")
    }

    /// A user who asks for everything.
    private static func subscriber(_ user: String, _ laboratory: Laboratory) throws -> Child {
        let folder = laboratory.bench.path("site/clients/\(user)")
        return try laboratory.start(
            "stdbuf",
            ["-oL", "mosquitto_sub", "-h", "127.0.0.1", "-p", "8883", "-V", "5", "-q", "1", "-t", "#", "-v"]
                + ["--cafile", "\(folder)/authority.pem", "--cert", "\(folder)/certificate.pem"]
                + ["--key", "\(folder)/key.pem"])
    }
}
