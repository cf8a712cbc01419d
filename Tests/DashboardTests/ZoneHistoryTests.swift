import Fleet
import Foundation
import Testing
import Timekeeping

@testable import Dashboard

struct ZoneHistoryTests {
    @Test func `windows stand in order, each once, and the oldest go first`() throws {
        var history = ZoneHistory()
        for index in [3, 1, 2, 2] { history.closed(try Self.window(index)) }
        #expect(history.windows(ofSeconds: 900).map(\.from) == (1...3).map(Self.start))
        for index in 0..<1_000 { history.closed(try Self.window(index)) }
        #expect(history.windows(ofSeconds: 900).map(\.from) == (808..<1_000).map(Self.start))
    }

    @Test func `closed windows outlive the process, and a torn line costs nothing but itself`() throws {
        let bench = try Workbench()
        let path = bench.path("history")
        var board = SiteBoard(site: "shop")
        do {
            var archive = try WindowArchive(path: path, into: &board)
            for index in 1...3 {
                let payload = try Self.payload(index)
                let topic = "footfall/v1/shop/zone/hall/footfall"
                _ = board.heard(topic, payload, isRetained: false, at: Self.start(index))
                archive.note(topic, payload, of: board)
            }
        }
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(#"{"zone":"hall","win"#.utf8))
        try handle.close()
        var again = SiteBoard(site: "shop")
        _ = try WindowArchive(path: path, into: &again)
        #expect(again.zones["hall"]?.history == board.zones["hall"]?.history)
        #expect(again.zones["hall"]?.history.all.count == 3)
    }

    @Test func `a history that cannot be written is told before anything begins`() {
        var board = SiteBoard(site: "shop")
        #expect(throws: DashboardError.self) {
            _ = try WindowArchive(path: "/nowhere/history", into: &board)
        }
    }

    private static let origin = WallTime(nanoseconds: Int64(Date().timeIntervalSince1970 / 900) * 900_000_000_000)
    private static func start(_ index: Int) -> WallTime { origin + .minutes(15 * Int64(index)) }

    private static func payload(_ index: Int) throws -> [UInt8] {
        Array(
            """
            {"zone":"hall","window":{"from":"\(start(index).rfc3339)","lengthSeconds":900},"coverage":"degraded",
             "people":{"estimate":14,"low":7,"high":28},"visitors":11,"entries":null,"suppressed":null,
             "dwellSeconds":{"median":212,"p90":655}}
            """.utf8)
    }

    private static func window(_ index: Int) throws -> ClosedWindow {
        try #require(ClosedWindow(try DocumentValue(reading: payload(index), as: .json)))
    }
}
