import Testing
import Timekeeping

/// Replays that go to a broker.
@Suite(.serialized)
struct ReplayDeliveryTests {
    @Test(.enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
    func `a broker hands out the very messages that are printed as lines`() async throws {
        let laboratory = try await Laboratory()
        let shop = try laboratory.bench.shop(minutes: 40)
        let configuration = try laboratory.bench.configuration()
        let words = ["replay", "--seed", "1", "--config", configuration, shop]
        let printed = try laboratory.bench.run(try Workbench.program("footfall"), words).lines
        let delivery = try laboratory.start(try Workbench.program("footfall"), words + ["--to", "mqtt"])
        #expect(await delivery.waitPatiently() == 0, "\(delivery.errors)")
        #expect(await laboratory.sees { $0.state == "stopped" })
        let arrived = laboratory.messages
        #expect(arrived.filter { $0.channel == "status" }.map(\.state) == ["online", "stopped"])
        // Events and closed windows all arrive; of a state that waits to be sent, only the newest matters.
        for channel in Set(printed.map(\.channel)).subtracting(["occupancy"]) {
            #expect(arrived.payloads(channel) == printed.payloads(channel), "\(channel)")
        }
        #expect(arrived.compactMap(\.identifier) == printed.compactMap(\.identifier))
        #expect(arrived.payloads("occupancy").last == printed.payloads("occupancy").last)
        var remaining = printed.payloads("occupancy")[...]
        for payload in arrived.payloads("occupancy") {
            let place = try #require(remaining.firstIndex(of: payload))
            remaining = remaining[(place + 1)...]
        }
        #expect(printed.count > 40)
    }

    @Test func `a broker that is not there is named, and the replay fails`() throws {
        let bench = try Workbench()
        // More messages than are let wait: the replay must not stand still for ever.
        let shop = try Crowd(seed: 1).capture(duration: .minutes(90)).write(to: bench.path("crowd.pcap"))
        let outcome = try bench.footfall(
            "replay", "--seed", "1", "--to", "mqtt", "--config", try bench.configuration(port: 1), shop)
        #expect(outcome.status == 69)
        #expect(outcome.errors.contains("cannot reach mqtt://127.0.0.1:1 (is the broker running?)"))
        #expect(outcome.output.isEmpty)
    }
}

extension [Message] {
    fileprivate func payloads(_ channel: String) -> [String] { filter { $0.channel == channel }.map(\.payload) }
}
