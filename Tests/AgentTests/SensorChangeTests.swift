import Foundation
import Glibc
import Testing

/// A sensor of a site of real agents goes deaf between two fits: what never moves shows it.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct SensorChangeTests {
    private static let sensors = ["west", "middle", "east", "far"]

    @Test func `a sensor that goes deaf is told by what never moves, long before there is enough for a fit`()
        async throws
    {
        let laboratory = try await Laboratory()
        let site = try SmallSite(
            laboratory, Self.sensors.map { SmallSite.Box(name: $0, mayLocate: $0 == "west") })
        // Of 8 tills no fit can be made: each has its say three times.
        var crowd = SmallSite.Crowd(gains: [4, 0, -4, 0], exponent: 3, scansPerSecond: 0, fixtures: 8)
        var airs = try await site.airs(crowd, seconds: 3600)
        let more = try site.fleetManager()
        let agents = try Self.sensors.indices.map { try site.start($0, more: $0 == 0 ? more : "") }
        for (name, agent) in zip(Self.sensors, agents) {
            try #require(await laboratory.sees { $0.topic.hasSuffix("\(name)/sightings") }, "\(agent.errors)")
        }
        try await site.begin()
        try #require(
            await asking(site) { agents[0].errors.contains("sensors judged evidence=links transmitters=8") },
            "\(agents[0].errors)")

        for air in airs {
            air.send(SIGKILL)
            _ = await air.waitPatiently()
        }
        crowd.gains[3] -= 24
        airs = try await site.airs(crowd, seconds: 3600)
        try await site.begin()
        #expect(
            await asking(site) {
                laboratory.messages("alert").contains {
                    $0.topic.hasSuffix("west/alert") && $0.alerts?.contains("sensor-changed") == true
                        && $0.payload.contains("far hears -")
                }
            }, "\(laboratory.messages("alert").map(\.payload)) \(agents[0].errors)")
        #expect(agents[0].errors.contains("sensor changed evidence=links"))
        for agent in agents { agent.send(SIGTERM) }
        for agent in agents { #expect(await agent.waitPatiently() == 0, "\(agent.errors)") }
        withExtendedLifetime(airs) {}
    }

    /// Asks for a fit, which is refused, until something holds: who asks has the sensors judged.
    private func asking(_ site: SmallSite, until condition: () -> Bool) async -> Bool {
        for _ in 0..<1_000 {
            if condition() { return true }
            let answer = try? await site.calibrate()
            #expect(answer?.status == 1, "\(answer?.errors ?? "")")
            try? await Task.sleep(for: .seconds(2))
        }
        return condition()
    }
}
