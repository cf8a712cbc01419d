import Foundation
import Testing

/// `footfall simulate fleet` towards a real broker.
@Suite(.enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct FleetSimulationTests {
    @Test func `two hundred sensors say what two hundred agents would, and leave nothing behind`() async throws {
        let laboratory = try await Laboratory()
        let fleet = try laboratory.start(
            try Workbench.program("footfall"),
            ["simulate", "fleet", "--sites", "20", "--sensors", "10", "--broker", "mqtt://127.0.0.1:1883"]
                + ["--seconds", "6", "--speed", "20"])
        #expect(await fleet.waitPatiently() == 0, "\(fleet.errors)")
        let told = try #require(fleet.output.firstMatch(of: /submitted ([0-9]+) messages, ([0-9]+) of them events/))
        #expect(fleet.output.contains("connected 200 of 200"))
        #expect(fleet.output.contains("lost 0"))
        #expect(fleet.output.contains("farewells not sent 0"))
        // The retirement of the last sensor's status ends what there is to see.
        let isOver = await laboratory.sees { $0.topic == "footfall/v1/site-00020/sensor/sensor-00010/status" }
        #expect(isOver)
        #expect(await eventually { laboratory.messages.count(where: \.isEvent) == Int(told.2) })
        let messages = laboratory.messages
        let bySource = Dictionary(grouping: messages.filter(\.isEvent)) { $0.document["source"] as? String }
        #expect(bySource.count == 200)
        for (_, events) in bySource { #expect(events.compactMap(\.sequence) == Array(1...events.count)) }
        #expect(Set(messages.compactMap(\.identifier)).count == Int(told.2))
        #expect(messages.count { $0.state == "online" } == 200)
        let published = messages.count { ["occupancy", "footfall", "health"].contains($0.channel) }
        #expect(published + (Int(told.2) ?? 0) == Int(told.1))
        #expect(try await retained(laboratory) == [])
    }

    @Test func `no sensors at all are refused`() async throws {
        let bench = try Workbench()
        let outcome = try bench.footfall("simulate", "fleet", "--sites", "0", "--broker", "mqtt://127.0.0.1:9")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("--sites times --sensors is a number from 1 to 100000"))
    }

    @Test func `a shop is still simulated without a further word`() throws {
        let bench = try Workbench()
        let outcome = try bench.footfall("simulate", "--minutes", "1", "--out", bench.path("shop.pcap"))
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(FileManager.default.fileExists(atPath: bench.path("shop.pcap")))
    }

    /// What the broker hands to a newcomer.
    private func retained(_ laboratory: Laboratory) async throws -> [String] {
        let newcomer = try laboratory.start("mosquitto_sub", ["-t", "#", "-v", "-W", "1"])
        _ = await newcomer.waitPatiently()
        return newcomer.output.split(separator: "\n").map(String.init)
    }
}
