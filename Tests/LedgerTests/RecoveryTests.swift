import Foundation
import Glibc
@testable import Ledger
import Testing
import Timekeeping
import Uplink

struct RecoveryTests {
    /// A database with that many events and one visit that goes on.
    private func filled(_ folder: TemporaryDirectory, count: Int) async throws {
        let counter = Counter()
        let (outbox, _) = try folder.outbox(counter, isOnline: false)
        for number in 1...count { outbox.append(.event(number, padding: 300), .right) }
        outbox.append(.visit(1, count + 1, testament: "end"), .right)
        #expect(await eventually { counter.saved.count == count + 1 })
        outbox.stop(within: .seconds(10))
    }

    @Test func `a file that is no database is set aside, and the work goes on in a new one`() async throws {
        let folder = try TemporaryDirectory()
        try Data(
            "no database, and longer than the hundred bytes of a header".utf8 + [UInt8](repeating: 7, count: 5_000)
        )
        .write(to: URL(filePath: folder.database))
        let counter = Counter()
        let (outbox, restoration) = try folder.outbox(counter)
        #expect(restoration.trouble == nil && restoration.sequence == 0)
        #expect(counter.troubles.first.flatMap { $0?.kind } == .damaged)
        outbox.append(.event(1), .right)
        #expect(await eventually { counter.saved == ["1"] && counter.texts == ["1"] })
        #expect(outbox.status.hasLostDatabase && outbox.status.trouble == nil)
        #expect(FileManager.default.fileExists(atPath: folder.database + ".damaged"))
        outbox.stop(within: .seconds(10))
    }

    @Test(arguments: [2, 3, 9, 20, 40])
    func `of a damaged database what can be read is taken over: the count, the visits, the messages`(
        page: UInt64
    ) async throws {
        let folder = try TemporaryDirectory()
        try await filled(folder, count: 600)
        let file = try FileHandle(forUpdating: URL(filePath: folder.database))
        try file.seek(toOffset: page * 4_096)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 4_096))
        try file.close()
        let counter = Counter()
        var settings = folder.settings()
        settings.windowCount = 1_000
        let (outbox, restoration) = try folder.outbox(counter, settings: settings)
        outbox.append(.event(9_999), .right)
        #expect(await eventually { counter.texts.last == "9999" })
        let numbers = counter.texts.compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
        #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)
        #expect(numbers.count > 500 && restoration.sequence >= 601)
        outbox.stop(within: .seconds(10))
    }

    @Test func `a second agent on the same folder is kept out, and works in memory`() async throws {
        let folder = try TemporaryDirectory()
        let (first, _) = try folder.outbox(Counter())
        let counter = Counter()
        let (second, restoration) = try folder.outbox(counter)
        #expect(restoration.trouble?.kind == .inUse)
        second.append(.event(1), .right)
        #expect(await eventually { counter.deliveries == [Counter.Delivery(text: "1", receipt: nil)] })
        first.stop(within: .seconds(10))
        #expect(await eventually { second.status.trouble == nil })
        second.append(.event(2), .right)
        #expect(await eventually { counter.saved == ["2"] })
        second.stop(within: .seconds(10))
    }

    @Test func `a folder that cannot be made is told, and messages go on their way unsaved`() async throws {
        let counter = Counter()
        let settings = LedgerSettings(directory: "/proc/footfall", byteCount: 1 << 20)
        let outbox = try Outbox(settings: settings, hooks: counter.hooks)
        let restoration = try outbox.start()
        #expect(restoration.trouble?.kind == .readOnly)
        #expect(restoration.trouble?.description.hasPrefix("cannot create /proc/footfall: ") == true)
        outbox.append(.event(1), .right)
        outbox.uplinkChanged(isOnline: true)
        #expect(await eventually { counter.texts == ["1"] })
        outbox.stop(within: .seconds(10))
    }

    @Test func `while nothing can be saved and nothing sent, the oldest go, and are counted`() async throws {
        let counter = Counter()
        var settings = LedgerSettings(directory: "/proc/footfall", byteCount: 1 << 20)
        settings.waitingCount = 10
        let outbox = try Outbox(settings: settings, hooks: counter.hooks)
        _ = try outbox.start()
        for number in 1...25 { outbox.append(.event(number), .right) }
        #expect(await eventually { outbox.status.dropped.event == 15 })
        outbox.uplinkChanged(isOnline: true)
        #expect(await eventually { counter.texts == (16...25).map(String.init) })
        outbox.stop(within: .seconds(10))
    }

    @Test(.enabled(if: SmallDisk.isAvailable, SmallDisk.absence))
    func `on a full disk messages go on their way in order, and when there is room again they are saved`() async throws
    {
        let disk = try SmallDisk(kibibytes: 512)
        let counter = Counter()
        let (outbox, _) = try disk.folder.outbox(counter, settings: disk.folder.settings(byteCount: 256 << 20))
        outbox.uplinkChanged(isOnline: false)
        for number in 1...300 { outbox.append(.event(number, padding: 3_000), .right) }
        #expect(await eventually { outbox.status.trouble?.kind == .full })
        outbox.uplinkChanged(isOnline: true)
        let texts = { counter.texts.map { $0.trimmingCharacters(in: .whitespaces) } }
        #expect(await eventually { texts() == (1...300).map(String.init) }, "\(texts()) \(counter.troubles)")
        counter.acknowledge(to: outbox)
        try disk.grow(kibibytes: 8_192)
        #expect(await eventually { outbox.status.trouble == nil })
        outbox.append(.event(301), .right)
        #expect(await eventually { counter.saved.last == "301" })
        outbox.stop(within: .seconds(10))
        #expect(
            try query("SELECT max(value) FROM fact WHERE name = CAST('sequence' AS BLOB)", in: disk.folder.database)
                == "301")
    }

    @Test(.enabled(if: SmallDisk.isAvailable, SmallDisk.absence))
    func `a file system that is read-only from the start is told, and the agent works in memory`() async throws {
        let disk = try SmallDisk(kibibytes: 4_096)
        try await filled(disk.folder, count: 3)
        try disk.remount("ro")
        let counter = Counter()
        let (outbox, restoration) = try disk.folder.outbox(counter)
        #expect(restoration.trouble?.kind == .readOnly, "\(restoration)")
        outbox.append(.event(5), .right)
        #expect(await eventually { counter.texts == ["5"] })
        try disk.remount("rw")
        // What was kept comes now; the visit that was going on stays for the next start.
        #expect(await eventually { counter.deliveries.count == 5 })
        #expect(outbox.status.trouble == nil)
        outbox.stop(within: .seconds(10))
    }
}
