import Glibc
import Testing

/// The agent on a live interface, with a real broker.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct RunTests {
    @Test func `what the agent hears on a live interface arrives at the broker, and it says goodbye`() async throws {
        let laboratory = try await Laboratory()
        let air = try await laboratory.air(try laboratory.bench.shop(), speed: 60)
        let agent = try laboratory.agent(speed: 60)
        for channel in ["status", "info", "alert", "health", "occupancy", "started"] {
            #expect(await laboratory.sees { $0.channel == channel }, "\(channel): \(agent.errors)")
        }
        #expect(laboratory.messages("status").map(\.state) == ["online"])
        #expect(laboratory.messages("alert").last?.alerts == [])
        print("resident memory of a debug build that is at work: \(try residentKibibytes(of: agent)) KiB")
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0, "\(agent.errors)")
        #expect(await laboratory.sees { $0.state == "stopped" })
        try await Task.sleep(for: .seconds(1))
        #expect(laboratory.messages("status").map(\.state) == ["online", "stopped"])
        expectEventsWithoutGap(laboratory)
        #expect(
            laboratory.messages.count { $0.channel == "started" } == laboratory.messages.count { $0.channel == "ended" }
        )
        _ = air
    }

    @Test func `the broker announces the death of an agent that is killed`() async throws {
        let laboratory = try await Laboratory()
        let air = try await laboratory.air(try laboratory.bench.shop(minutes: 1))
        let agent = try laboratory.agent()
        #expect(await laboratory.sees { $0.state == "online" }, "\(agent.errors)")
        agent.send(SIGKILL)
        #expect(await laboratory.sees { $0.state == "offline" })
        #expect(laboratory.messages("status").map(\.state) == ["online", "offline"])
        _ = air
    }

    @Test func `nothing is lost while the broker is away, and the agent announces itself again`() async throws {
        let laboratory = try await Laboratory()
        let air = try await laboratory.air(try laboratory.bench.shop(minutes: 60), speed: 60)
        let agent = try laboratory.agent(speed: 60)
        #expect(await laboratory.sees { $0.channel == "started" }, "\(agent.errors)")
        laboratory.stopBroker()
        let before = laboratory.messages.count(where: \.isEvent)
        try await Task.sleep(for: .seconds(8))
        try await laboratory.startBroker()
        #expect(await eventually { laboratory.messages.count(where: \.isEvent) > before + 3 }, "\(agent.errors)")
        #expect(await eventually { laboratory.messages("status").count { $0.state == "online" } >= 2 })
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0)
        #expect(await laboratory.sees { $0.state == "stopped" })
        expectEventsWithoutGap(laboratory)
        _ = air
    }

    @Test func `a lost interface raises an alert and ends no visit, and its return takes the alert back`() async throws
    {
        let laboratory = try await Laboratory()
        let shop = try laboratory.bench.shop()
        let air = try await laboratory.air(shop, speed: 60)
        let agent = try laboratory.agent(speed: 60)
        #expect(await laboratory.sees { $0.channel == "started" }, "\(agent.errors)")
        air.send(SIGTERM)
        air.wait()
        #expect(await laboratory.sees { $0.alerts == ["radio-missing"] }, "\(agent.errors)")
        let lostAt = laboratory.messages.count
        // Twenty minutes of the agent's clock: silence for which a visit would have ended twice.
        try await Task.sleep(for: .seconds(20))
        #expect(await eventually { laboratory.messages.dropFirst(lostAt).count { $0.channel == "occupancy" } > 5 })
        let silence = laboratory.messages.dropFirst(lostAt)
        #expect(!silence.contains { $0.channel == "ended" || $0.channel == "idle" })
        let coverages = silence.filter { $0.channel == "occupancy" }.map(\.coverage)
        #expect(coverages.allSatisfy { $0 == "unknown" })
        let returned = try await laboratory.air(shop, speed: 60)
        #expect(await eventually { laboratory.messages("alert").last?.alerts == [] }, "\(agent.errors)")
        let returnedAt = laboratory.messages.count
        #expect(
            await eventually {
                laboratory.messages.dropFirst(returnedAt).contains { $0.coverage == "full" }
                    && laboratory.messages.dropFirst(returnedAt).contains(where: \.isEvent)
            })
        agent.send(SIGTERM)
        #expect(await agent.waitPatiently() == 0)
        _ = returned
    }

    /// The events of a source are numbered without gaps, and each comes once.
    private func expectEventsWithoutGap(_ laboratory: Laboratory) {
        let events = laboratory.messages.filter(\.isEvent)
        #expect(events.compactMap(\.sequence) == Array(1...max(events.count, 1)))
        #expect(Set(events.compactMap(\.identifier)).count == events.count)
    }
}
