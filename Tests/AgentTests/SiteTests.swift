import Foundation
import Glibc
import Testing

/// Several real agents at one real broker.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct SiteTests {
    private static let phones = [
        SmallSite.Phone(address: 0x0011_2233_4401, nearest: 0), SmallSite.Phone(address: 0x0011_2233_4402, nearest: 1),
    ]

    @Test
    func
        `two boxes agree on tags, the locator says in which zone each phone is; a box that is not enrolled hears nobody`()
        async throws
    {
        let laboratory = try await Laboratory()
        let site = try SmallSite(
            laboratory,
            [
                SmallSite.Box(name: "west", mayLocate: true), SmallSite.Box(name: "east"),
                SmallSite.Box(name: "stranger", isEnrolled: false),
            ])
        var children: [Child] = []
        for box in 0..<3 { children.append(try await site.air(box, Self.phones)) }
        let agents = try (0..<3).map { try site.start($0) }
        #expect(
            await eventually { laboratory.messages("started").count >= 2 }, "\(agents.map(\.errors).joined())")
        #expect(await laboratory.sees { $0.topic.hasSuffix("stranger/alert") && $0.alerts == ["key-missing"] })
        // What a box of its own hears under a key of its own would be two visits more for each box.
        try await Task.sleep(for: .seconds(9))
        let started = laboratory.messages("started")
        #expect(started.count == 2)
        // The first scan may have been heard by one box alone, whose key came first: then the zone comes with a move.
        let zones: Set = [site.zone(of: 0), site.zone(of: 1)]
        #expect(
            await eventually {
                Set((laboratory.messages("started") + laboratory.messages("moved")).compactMap(\.zone)) == zones
            }, "\(laboratory.messages("moved").map(\.payload))")
        #expect(Set(started.compactMap(\.source)) == ["west"])
        #expect(laboratory.messages("alert").last { $0.topic.hasSuffix("east/alert") }?.alerts == [])
        for agent in agents { agent.send(SIGTERM) }
        for agent in agents { #expect(await agent.waitPatiently() == 0, "\(agent.errors)") }
        #expect(await eventually { laboratory.messages("ended").count == 2 })
        #expect(Set(laboratory.messages("ended").compactMap(\.visit)) == Set(started.compactMap(\.visit)))
        withExtendedLifetime(children) {}
    }

    @Test func `when the locator is killed, the other box goes on with its visits`() async throws {
        let laboratory = try await Laboratory()
        let site = try SmallSite(
            laboratory,
            [SmallSite.Box(name: "west", mayLocate: true), SmallSite.Box(name: "east", mayLocate: true)])
        var children: [Child] = []
        for box in 0..<2 { children.append(try await site.air(box, Self.phones)) }
        let agents = try (0..<2).map { try site.start($0) }
        #expect(
            await eventually { laboratory.messages("started").count == 2 }, "\(agents.map(\.errors).joined())")
        #expect(laboratory.messages("lease").last?.document["holder"] as? String == "west")
        try await Task.sleep(for: .seconds(3))
        agents[0].send(SIGKILL)
        let killed = ContinuousClock.now
        #expect(await eventually { laboratory.messages("lease").last?.document["holder"] as? String == "east" })
        print("another box claimed the lease \(ContinuousClock.now - killed) after the holder was killed")
        // Some scans, under keys that the new locator has made.
        try await Task.sleep(for: .seconds(12))
        #expect(laboratory.messages("started").count == 2, "\(agents[1].errors)")
        agents[1].send(SIGTERM)
        #expect(await agents[1].waitPatiently() == 0, "\(agents[1].errors)")
        #expect(await eventually { laboratory.messages("ended").count == 2 })
        let ended = laboratory.messages("ended")
        #expect(Set(ended.compactMap(\.visit)) == Set(laboratory.messages("started").compactMap(\.visit)))
        #expect(Set(ended.compactMap(\.source)) == ["east"])
        withExtendedLifetime(children) {}
    }

    @Test func `the site is described by whoever holds the lease, and a former holder does not announce it again`()
        async throws
    {
        let laboratory = try await Laboratory()
        let site = try SmallSite(
            laboratory,
            [SmallSite.Box(name: "west", mayLocate: true), SmallSite.Box(name: "east", mayLocate: true)])
        var children: [Child] = []
        for box in 0..<2 { children.append(try await site.air(box, Self.phones)) }
        let agents = try (0..<2).map { try site.start($0) }
        #expect(await holder(laboratory, "west"), "\(agents.map(\.errors).joined())")
        #expect(await laboratory.sees { $0.topic == Self.reported && $0.sensors == ["east", "west"] })
        // A holder that stands still for a while has lost the lease when it goes on.
        agents[0].send(SIGSTOP)
        #expect(await holder(laboratory, "east"))
        agents[0].send(SIGCONT)
        #expect(await eventually { agents[0].errors.contains("holder -> standby") }, "\(agents[0].errors)")
        #expect(await eventually { Set(laboratory.authors(of: Self.reported)) == ["west", "east"] })
        // Whoever asks is told all again. What the former holder had on its way when it stood still may come before that; on
        // a busy machine, the lease may change hands once more: then the question is asked again.
        var authors: Set<String> = []
        for _ in 0..<20 where authors != ["east"] { authors = try await announcers(laboratory) }
        #expect(authors == ["east"], "\(agents[0].errors) \(agents[1].errors)")
        for agent in agents { agent.send(SIGTERM) }
        for agent in agents { #expect(await agent.waitPatiently() == 0, "\(agent.errors)") }
        withExtendedLifetime(children) {}
    }

    @Test func `what a site has once goes with its last box`() async throws {
        let laboratory = try await Laboratory()
        let site = try SmallSite(
            laboratory,
            [SmallSite.Box(name: "west", mayLocate: true), SmallSite.Box(name: "east", mayLocate: true)])
        var children: [Child] = []
        for box in 0..<2 { children.append(try await site.air(box, Self.phones)) }
        let agents = try (0..<2).map { try site.start($0) }
        #expect(await laboratory.sees { $0.topic == Self.reported && $0.sensors == ["east", "west"] })
        #expect(await laboratory.sees { $0.channel == "epoch" })
        for agent in agents { agent.send(SIGTERM) }
        for agent in agents { #expect(await agent.waitPatiently() == 0, "\(agent.errors)") }
        #expect(try await site.retire(0).contains("stays with east"))
        #expect(Set(try await laboratory.retainedTopics()).isSuperset(of: [Self.reported, Self.device]))
        #expect(try await site.retire(1) == "")
        #expect(try await laboratory.retainedTopics() == [])
        withExtendedLifetime(children) {}
    }

    private static let reported = "footfall/v1/test/site/configuration/reported"
    private static let info = "footfall/v1/test/sensor/west/info"
    private static let device = "homeassistant/device/footfall-test/config"

    /// Who describes the site when somebody asks all boxes for what they have to say.
    private func announcers(_ laboratory: Laboratory) async throws -> Set<String> {
        let topics = [Self.reported, Self.device]
        let before = topics.map { laboratory.authors(of: $0).count }
        let announced = laboratory.authors(of: Self.info).count
        let home = try laboratory.start("mosquitto_pub", ["-q", "1", "-t", "homeassistant/status", "-m", "online"])
        #expect(await home.waitPatiently() == 0)
        func news() -> [Set<String>] {
            zip(topics, before).map { Set(laboratory.authors(of: $0).dropFirst($1)) }
        }
        #expect(
            await eventually {
                laboratory.authors(of: Self.info).count > announced && news().allSatisfy { !$0.isEmpty }
            })
        return news().reduce([]) { $0.union($1) }
    }

    private func holder(_ laboratory: Laboratory, _ name: String) async -> Bool {
        await eventually { laboratory.messages("lease").last?.document["holder"] as? String == name }
    }
}

extension Message {
    /// The sensors that a site's report lists.
    fileprivate var sensors: [String]? {
        (document["sensors"] as? [[String: Any]])?.compactMap { $0["sensor"] as? String }
    }
}

extension Laboratory {
    /// Which boxes published on a topic, by the broker's own log, in order.
    fileprivate func authors(of topic: String) -> [String] {
        let log = (try? String(contentsOfFile: bench.path("broker.log"), encoding: .utf8)) ?? ""
        return log.split(separator: "\n").compactMap { line in
            guard line.contains("'\(topic)'"), let client = line.firstMatch(of: /Received PUBLISH from (\S+)/)
            else { return nil }
            return client.1.split(separator: "-").last.map(String.init)
        }
    }

    /// What the broker keeps.
    fileprivate func retainedTopics() async throws -> [String] {
        let reader = try start("mosquitto_sub", ["-t", "#", "--retained-only", "-W", "1", "-F", "%t"])
        _ = await reader.waitPatiently()
        return reader.output.split(separator: "\n").map(String.init)
    }
}
