import Fleet
import Foundation
import Glibc
import Testing
import Timekeeping

/// Commands over MQTT, and the fleet manager's own tool.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct FleetCommandTests {
    @Test func `each command is answered, once`() async throws {
        let fleet = try await FleetLaboratory()
        let agent = try fleet.agent()
        #expect(await fleet.sees { $0.inForce == 0 }, "\(agent.errors)")
        let identified = try await order(fleet, "identify")
        #expect(identified.status == 0 && identified.output.hasPrefix(#"{"light":"#), "\(identified.errors)")
        let diagnosed = try await order(fleet, "diagnose")
        let bundle = try #require(try JSONSerialization.jsonObject(with: Data(diagnosed.output.utf8)) as? [String: Any])
        #expect(Set(bundle.keys) == ["version", "configuration", "health", "alerts", "findings", "log"])
        #expect((bundle["log"] as? [String])?.contains { $0.contains("started") } == true)
        #expect((bundle["findings"] as? [[String: Any]])?.contains { $0["check"] as? String == "interface" } == true)
        let rescanned = try await order(fleet, "rescan")
        #expect(rescanned.status == 0 && rescanned.output.contains(#"{"listening":true}"#), "\(rescanned.errors)")
        let calibrated = try await order(fleet, "calibrate")
        #expect(calibrated.status == 1 && calibrated.errors.contains("no locator role"))
        #expect(fleet.laboratory.messages("status").map(\.state) == ["online"])
        #expect(try await order(fleet, "restart").status == 0)
        #expect(
            await eventually { fleet.laboratory.messages("status").map(\.state) == ["online", "stopped", "online"] })
        #expect(fleet.laboratory.messages("response").count == 5)
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0)
    }

    @Test func `a recorded, a retained, an unsigned and a foreign command are refused`() async throws {
        let fleet = try await FleetLaboratory()
        let agent = try fleet.agent()
        #expect(await fleet.sees { $0.inForce == 0 }, "\(agent.errors)")
        let message = command(fleet, "t1")
        try await send(message, fleet)
        #expect(await eventually { fleet.responses == ["t1 ok"] }, "\(agent.errors)")
        try await send(message, fleet)
        #expect(await eventually { fleet.responses == ["t1 ok", "t1 failed"] })
        try await send(Array("{}".utf8), fleet)
        #expect(await eventually { fleet.responses.last == "none failed" })
        try await send(command(fleet, "t2", sensor: "two"), fleet)
        #expect(await eventually { fleet.responses.last == "t2 failed" })
        #expect(fleet.laboratory.messages("response").last?.payload.contains("for another sensor") == true)
        // Nor does another life carry it out again, whose memory is empty.
        agent.send(SIGKILL)
        agent.wait()
        let count = fleet.laboratory.messages("status").count { $0.state == "online" }
        let reborn = try fleet.agent()
        #expect(await eventually { fleet.laboratory.messages("status").count { $0.state == "online" } > count })
        try await send(message, fleet)
        // An answer that was not acknowledged before the end comes once more.
        #expect(await eventually { fleet.responses.last == "t1 failed" && fleet.responses.count >= 5 })
        // One that the broker keeps would restart the agent again and again.
        reborn.send(SIGTERM)
        #expect(await reborn.waitPatiently() == 0)
        try await fleet.publish(command(fleet, "t3"), to: "footfall/v1/test/sensor/one/command")
        let next = try fleet.agent()
        #expect(
            await eventually { fleet.responses.last == "none failed" && fleet.responses.count >= 6 }, "\(next.errors)")
        #expect(fleet.laboratory.messages("response").last?.payload.contains("retained") == true)
    }

    @Test func `the manager's tool signs, pushes, follows and shows`() async throws {
        let fleet = try await FleetLaboratory()
        let agent = try fleet.agent()
        #expect(await fleet.sees { $0.inForce == 0 }, "\(agent.errors)")
        let changes = try fleet.bench.write("health:\n  intervalSeconds: 7\n", to: "changes.yaml")
        let signed = try await fleet.fleet(
            "sign", "--key", fleet.bench.path("fleet.key"), "--document-version", "4", changes)
        #expect(signed.status == 0, "\(signed.errors)")
        let file = try fleet.bench.write(signed.output, to: "signed.json")
        let pushed = try await fleet.fleet(
            "push", "--broker", "mqtt://127.0.0.1", "--site", "test", "--sensor", "one", file)
        #expect(pushed.status == 0 && pushed.output.contains("4 applied"), "\(pushed.output) \(pushed.errors)")
        let status = try await fleet.fleet("status", "--broker", "mqtt://127.0.0.1", "--site", "test", "--json")
        #expect(status.status == 0, "\(status.errors)")
        let shown = try #require(try JSONSerialization.jsonObject(with: Data(status.output.utf8)) as? [String: Any])
        let sensor = try #require((shown["sensors"] as? [[String: Any]])?.first)
        #expect(Report(document: sensor["reported"] as? [String: Any] ?? [:]).inForce == 4)
        let canary = try await fleet.fleet(
            "canary", "--broker", "mqtt://127.0.0.1", "--site", "test", "--key", fleet.bench.path("fleet.key"),
            "--canaries", "one", "--hold-for", "1", changes)
        #expect(canary.status == 0 && canary.output.contains("applied"), "\(canary.output) \(canary.errors)")
        let older = try await fleet.fleet(
            "sign", "--key", fleet.bench.path("fleet.key"), "--document-version", "3", changes)
        let old = try fleet.bench.write(older.output, to: "old.json")
        let refused = try await fleet.fleet(
            "push", "--broker", "mqtt://127.0.0.1", "--site", "test", "--sensor", "one", old)
        #expect(
            refused.status == 1 && refused.errors.contains("one: version must be higher than 4"), "\(refused.errors)")
    }

    @Test func `a broker that is not there, and one that may not be used, are told with a status`() throws {
        let bench = try Workbench()
        let absent = try bench.footfall("fleet", "status", "--broker", "mqtt://127.0.0.1:1", "--site", "test")
        #expect(absent.status == 69 && absent.errors.contains("connection refused"), "\(absent.errors)")
        let bare = try bench.footfall("fleet", "status", "--broker", "mqtt://broker.example", "--site", "test")
        #expect(bare.status == 64 && bare.errors.contains("without encryption"), "\(bare.errors)")
        let unsigned = try bench.footfall(
            "fleet", "push", "--broker", "mqtt://127.0.0.1:1", "--site", "test", try bench.write("{}", to: "x.json"))
        #expect(unsigned.status == 65 && unsigned.errors.contains("no signed document"), "\(unsigned.errors)")
    }

    private func order(_ fleet: FleetLaboratory, _ command: String) async throws -> (
        status: Int32?, output: String, errors: String
    ) {
        try await fleet.fleet(
            "command", "--broker", "mqtt://127.0.0.1", "--site", "test", "--sensor", "one", "--key",
            fleet.bench.path("fleet.key"), command)
    }

    private func send(_ message: [UInt8], _ fleet: FleetLaboratory) async throws {
        try await fleet.publish(message, to: "footfall/v1/test/sensor/one/command", isRetained: false)
    }

    private func command(_ fleet: FleetLaboratory, _ transaction: String, sensor: String = "one") -> [UInt8] {
        let now = WallTime(nanoseconds: Int64(Date().timeIntervalSince1970 * 1e9))
        let order = SensorCommand(
            site: "test", sensor: sensor, transaction: transaction, command: .identify, issuedAt: now)
        return fleet.signed(String(decoding: order.json, as: UTF8.self))
    }
}

extension FleetLaboratory {
    /// Transaction and status of each response, in order.
    fileprivate var responses: [String] {
        laboratory.messages("response").map { message in
            "\(message.document["transaction"] as? String ?? "none") \(message.document["status"] as? String ?? "?")"
        }
    }
}
