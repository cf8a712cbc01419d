import CSQLite
import Foundation
@testable import Ledger
import Testing
import Timekeeping
import Uplink

struct OutboxTests {
    @Test func `messages are handed over in order, each once, when they are safe`() async throws {
        let folder = try TemporaryDirectory()
        let counter = Counter()
        let (outbox, restoration) = try folder.outbox(counter)
        #expect(restoration == Restoration())
        for number in 1...300 { outbox.append(.event(number), .right) }
        let expected = (1...300).map(String.init)
        #expect(await eventually { counter.texts == expected })
        #expect(counter.saved == expected)
        #expect(outbox.status.savedCount == 300)
        // Groups of at most 100, and few of them.
        #expect(outbox.status.commitCount >= 3 && outbox.status.commitCount < 30)
        outbox.stop(within: .seconds(10))
    }

    @Test func `what was not acknowledged comes first after a restart, and the numbers go on`() async throws {
        let folder = try TemporaryDirectory()
        let before = Counter()
        let (first, _) = try folder.outbox(before)
        for number in 1...50 { first.append(.event(number), .right) }
        #expect(await eventually { before.texts.count == 50 })
        first.settled((1...20).map { Settlement(receipt: Receipt(number: $0), outcome: .acknowledged) })
        first.stop(within: .seconds(10))
        let after = Counter()
        let (second, restoration) = try folder.outbox(after)
        #expect(restoration.sequence == 50 && restoration.unsentCount == 30)
        second.append(.event(51), .right)
        #expect(await eventually { after.texts == (21...51).map(String.init) })
        second.stop(within: .seconds(10))
    }

    @Test func `what another tells in the agent's stead is given up, the rest and what comes later is sent`()
        async throws
    {
        let folder = try TemporaryDirectory()
        let counter = Counter()
        let (outbox, _) = try folder.outbox(counter) { $0.isAnothers = { $0.payload.count == 2 } }
        outbox.hold(true)
        for number in 5...14 { outbox.append(.event(number), .right) }
        #expect(await eventually { counter.saved.count == 10 })
        #expect(counter.texts == [], "who speaks is not known")
        outbox.giveWay()
        outbox.append(.event(15), .right)
        outbox.hold(false)
        #expect(await eventually { counter.texts == ["5", "6", "7", "8", "9", "15"] }, "\(counter.texts)")
        #expect(await eventually { outbox.status.givenUpCount == 5 })
        counter.acknowledge(to: outbox)
        outbox.stop(within: .seconds(10))
        let (second, restoration) = try folder.outbox(Counter())
        #expect(restoration.unsentCount == 0 && restoration.sequence == 15)
        second.stop(within: .seconds(10))
    }

    @Test func `nothing is handed over while the uplink has no connection, and the window bounds what is`() async throws
    {
        let folder = try TemporaryDirectory()
        let counter = Counter()
        var settings = folder.settings()
        settings.windowCount = 10
        let (outbox, _) = try folder.outbox(counter, settings: settings, isOnline: false)
        for number in 1...100 { outbox.append(.event(number), .right) }
        #expect(await eventually { counter.saved.count == 100 })
        #expect(counter.texts == [])
        #expect(await eventually { outbox.status.waitingCount == 100 })
        outbox.uplinkChanged(isOnline: true)
        #expect(await eventually { counter.texts.count == 10 })
        for round in 2...10 {
            counter.acknowledge(to: outbox)
            #expect(await eventually { counter.texts.count == round * 10 })
        }
        #expect(counter.texts == (1...100).map(String.init))
        outbox.stop(within: .seconds(10))
    }

    @Test func `acknowledged and refused messages are removed, what the uplink dropped is kept`() async throws {
        let folder = try TemporaryDirectory()
        let counter = Counter()
        let (outbox, _) = try folder.outbox(counter)
        for number in 1...9 { outbox.append(.event(number), .right) }
        #expect(await eventually { counter.texts.count == 9 })
        let outcomes: [Settlement.Outcome] = [.acknowledged, .refused, .dropped]
        outbox.settled((1...9).map { Settlement(receipt: Receipt(number: $0), outcome: outcomes[Int($0) % 3]) })
        outbox.stop(within: .seconds(10))
        #expect(try query("SELECT group_concat(id) FROM outbox", in: folder.database) == "2,5,8")
    }

    @Test func `what is withdrawn does not leave any more, and is not in the file`() async throws {
        let folder = try TemporaryDirectory()
        let counter = Counter()
        let (outbox, _) = try folder.outbox(counter, isOnline: false)
        for number in 1...40 { outbox.append(.event(number), .right) }
        #expect(await eventually { counter.saved.count == 40 })
        outbox.withdraw(holding: Array("17".utf8))
        outbox.append(.event(41), .right)
        #expect(await eventually { counter.saved.count == 41 })
        outbox.uplinkChanged(isOnline: true)
        let expected = (1...41).filter { $0 != 17 }.map(String.init)
        #expect(await eventually { counter.texts == expected })
        outbox.stop(within: .seconds(10))
        #expect(try query("SELECT count(*) FROM outbox WHERE instr(payload, '17') > 0", in: folder.database) == "0")
    }

    @Test func `every open visit gets exactly one end after a crash, numbered on`() async throws {
        let folder = try TemporaryDirectory()
        let before = Counter()
        let (first, _) = try folder.outbox(before)
        first.append(.visit(1, 1, testament: "end of 1"), .right)
        first.append(.visit(2, 2, testament: "end of 2"), .right)
        first.append(.visit(1, 3, testament: nil), .right)
        first.note(
            [VisitMark(key: VisitMark.Key(7, 2), testament: VisitMark.Testament(topic: "ended", payload: [0x6c]))],
            .right)
        #expect(await eventually { before.texts.count == 3 })
        before.acknowledge(to: first)
        first.stop(within: .seconds(10))
        let after = Counter()
        let (second, restoration) = try folder.outbox(after)
        #expect(restoration.endedVisits == 1 && restoration.sequence == 4)
        #expect(await eventually { after.texts == ["l 4"] })
        second.stop(within: .seconds(10))
        let (third, last) = try folder.outbox(Counter())
        #expect(last.endedVisits == 0 && last.sequence == 4)
        third.stop(within: .seconds(10))
    }

    @Test func `beyond the bound the oldest telemetry goes first, then states, then events, each counted`() async throws
    {
        let folder = try TemporaryDirectory()
        let counter = Counter()
        let (outbox, _) = try folder.outbox(counter, settings: folder.settings(byteCount: 1 << 20), isOnline: false)
        let bulk = Array(repeating: UInt8(ascii: "x"), count: 3_000)
        for _ in 0..<100 { outbox.append(Publication(topic: "t", payload: bulk, importance: .telemetry), .right) }
        for _ in 0..<50 { outbox.append(Publication(topic: "s", payload: bulk, importance: .state), .right) }
        for number in 1...600 { outbox.append(.event(number, padding: 3_000), .right) }
        #expect(await eventually { outbox.status.savedCount == 750 })
        let status = outbox.status
        #expect(status.dropped.telemetry == 100 && status.dropped.state == 50 && status.dropped.event > 0)
        outbox.stop(within: .seconds(10))
        let kept = try query(
            "SELECT count(*), max(id) - min(id) + 1 FROM outbox WHERE importance = 2", in: folder.database)
        let expected = 600 - Int(status.dropped.event)
        #expect(kept == "\(expected) \(expected)", "the newest, without a hole")
        #expect(try query("PRAGMA page_count", in: folder.database).flatMap { Int($0) } ?? 0 < 400)
    }

    @Test func `events of a wrong clock wait, and go out with their times put right`() async throws {
        let folder = try TemporaryDirectory()
        let counter = Counter()
        let (outbox, _) = try folder.outbox(counter)
        outbox.clockJudged(.unknown(holds: true))
        for number in 1...3 { outbox.append(.event(number), .behind(500)) }
        #expect(await eventually { outbox.status.savedCount == 3 })
        outbox.append(.event(4), .behind(400))
        #expect(await eventually { outbox.status.savedCount == 4 })
        #expect(counter.texts == [])
        let offset = Interval(nanoseconds: Stamp.right.offset)
        outbox.clockJudged(.known(offset: offset))
        outbox.append(.event(5), .right)
        #expect(await eventually { counter.texts == ["1 500", "2 500", "3 500", "4 400", "5"] })
        outbox.stop(within: .seconds(10))
    }

    @Test func `without hope for a better clock events go out as they are`() async throws {
        let folder = try TemporaryDirectory()
        let counter = Counter()
        let (outbox, _) = try folder.outbox(counter)
        outbox.clockJudged(.unknown(holds: true))
        outbox.append(.event(1), .behind(500))
        #expect(await eventually { outbox.status.savedCount == 1 })
        outbox.clockJudged(.unknown(holds: false))
        #expect(await eventually { counter.texts == ["1"] })
        outbox.stop(within: .seconds(10))
    }

    @Test func `what was dated before a restart of the agent is still put right, not after one of the machine`()
        async throws
    {
        let folder = try TemporaryDirectory()
        for (isSameBoot, expected) in [(true, "1 500"), (false, "1")] {
            let (first, _) = try folder.outbox(Counter(), isOnline: false)
            first.append(.event(1), .behind(500))
            first.stop(within: .seconds(10))
            if !isSameBoot {
                _ = try query("UPDATE fact SET value = 1 WHERE name = CAST('boot' AS BLOB)", in: folder.database)
            }
            let counter = Counter()
            let (second, _) = try folder.outbox(counter, isOnline: false)
            second.clockJudged(.known(offset: Interval(nanoseconds: Stamp.right.offset)))
            second.uplinkChanged(isOnline: true)
            #expect(await eventually { counter.texts == [expected] })
            counter.acknowledge(to: second)
            second.stop(within: .seconds(10))
        }
    }
}

/// Runs a statement on a connection of its own; answers the columns of the first row.
func query(_ statement: String, in path: String) throws -> String? {
    var handle: OpaquePointer?
    try #require(unsafe sqlite3_open(path, &handle) == SQLITE_OK)
    defer { unsafe sqlite3_close(handle) }
    var prepared: OpaquePointer?
    try #require(unsafe sqlite3_prepare_v2(handle, statement, -1, &prepared, nil) == SQLITE_OK)
    defer { unsafe sqlite3_finalize(prepared) }
    guard unsafe sqlite3_step(prepared) == SQLITE_ROW else { return nil }
    let count = unsafe sqlite3_column_count(prepared)
    return (0..<count).map { column in
        unsafe sqlite3_column_text(prepared, column).map { unsafe String(cString: $0) } ?? "-"
    }.joined(separator: " ")
}
