import Foundation
import Glibc
import Locating
import Testing

/// Real agents at one real broker, fifteen times as fast as the machine: an epoch of five minutes takes twenty seconds.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct KeyDistributionLiveTests {
    private static let phones = [
        SmallSite.Phone(address: 0x0011_2233_4401, nearest: 0), SmallSite.Phone(address: 0x0011_2233_4402, nearest: 1),
    ]
    private static let boxes = [
        SmallSite.Box(name: "west", mayLocate: true), SmallSite.Box(name: "east"), SmallSite.Box(name: "late"),
        SmallSite.Box(name: "stranger", isEnrolled: false),
    ]

    @Test
    func
        `boxes agree on tags over epochs, absence, restart and a late start; one that is struck off loses the key`()
        async throws
    {
        let laboratory = try await Laboratory()
        let site = try SmallSite(laboratory, Self.boxes)
        let witness = try TagWitness(laboratory)
        let words = ["--speed", "15", "--since", "\(Int(Date().timeIntervalSince1970))"]
        func start(_ box: Int) throws -> Child {
            try site.start(box, more: #""privacy": {"epochSeconds": 300},"#, words: words)
        }
        func agree(_ one: String, _ other: String, from epoch: Int64) async -> Bool {
            await witness.sees(one, other, agreeOn: Self.phones.count) { $0.epoch >= epoch }
        }
        var airs: [Child] = []
        for box in Self.boxes.indices { airs.append(try await site.air(box, Self.phones)) }
        var (west, east) = (try start(0), try start(1))
        let stranger = try start(3)
        #expect(await agree("west", "east", from: 0), "\(west.errors) \(east.errors)")
        let first = try #require(witness.key(of: "west")?.epoch)
        #expect(await agree("west", "east", from: first + 1), "the next key, from the step")

        // Away for longer than an epoch: what leads from its key to the present one is gone.
        east.send(SIGSTOP)
        #expect(await eventually(seconds: 180) { (witness.key(of: "west")?.epoch ?? 0) >= first + 3 })
        east.send(SIGCONT)
        #expect(await agree("west", "east", from: first + 3), "\(east.errors)")

        // A life without memory, and a box that was never there before.
        east.send(SIGKILL)
        east.wait()
        let before = witness.batches(of: "east").count
        east = try start(1)
        let late = try start(2)
        #expect(await eventually { witness.batches(of: "east").dropFirst(before).contains { $0.key != nil } })
        let present = try #require(witness.key(of: "east")?.epoch)
        #expect(await agree("west", "east", from: present), "\(east.errors)")
        #expect(await agree("west", "late", from: present), "\(late.errors)")
        let keys = EpochKeyHunt.keys(in: try ProcessMemory(of: west).mappings)
        #expect(!keys.isDisjoint(with: EpochKeyHunt.keys(in: try ProcessMemory(of: east).mappings)))
        #expect(EpochKeyHunt.keys(in: try ProcessMemory(of: stranger).mappings) == [], "it was never given one")

        // The site's document names it no more, and the locator begins with that.
        var rest = Self.boxes
        rest[1].isEnrolled = false
        _ = try SmallSite(laboratory, rest)
        let chain = try #require(witness.key(of: "west")?.chain)
        let alerts = laboratory.messages("alert").count
        west.send(SIGTERM)
        #expect(await west.waitPatiently() == 0, "\(west.errors)")
        west = try start(0)
        #expect(
            await witness.sees("west", "late", agreeOn: Self.phones.count) { $0.chain != chain }, "\(late.errors)")
        #expect(
            await eventually(seconds: 180) {
                laboratory.messages("alert").dropFirst(alerts)
                    .contains { $0.topic.hasSuffix("east/alert") && $0.alerts?.contains("key-missing") == true }
            }, "\(east.errors)")
        #expect(east.errors.contains("not-for-me"))
        #expect(witness.batches(of: "east").allSatisfy { $0.key == nil || $0.key?.chain == chain })
        let later = EpochKeyHunt.keys(in: try ProcessMemory(of: west).mappings)
        let kept = EpochKeyHunt.keys(in: try ProcessMemory(of: east).mappings)
        #expect(!later.isEmpty && later.isDisjoint(with: kept))
        #expect(witness.batches(of: "stranger").allSatisfy { $0.key == nil && $0.scans.isEmpty })
        #expect(!witness.batches(of: "stranger").isEmpty && stranger.errors.contains("not-for-me"))
        for agent in [west, east, late, stranger] { agent.send(SIGTERM) }
        for agent in [west, east, late, stranger] { #expect(await agent.waitPatiently() == 0, "\(agent.errors)") }
        withExtendedLifetime(airs) {}
    }
}
