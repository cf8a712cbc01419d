import Fleet
import Foundation
import Testing
import Timekeeping

@testable import Dashboard

struct SiteBoardTests {
    private static let noon = WallTime(seconds: 1_772_452_800)  // 2026-03-02T12:00:00Z
    private var board = SiteBoard(site: "shop")

    @Test func `a page is told of each message at its place in the tree`() {
        var board = board
        let updates = board.heard(Self.topic("zone/hall/occupancy"), Self.occupancy(), isRetained: false, at: Self.noon)
        #expect(updates.map(\.path) == [["zones", "hall", "occupancy"]])
        let tree = Self.object(Self.snapshot(board))
        let zone = (tree["zones"] as? [String: [String: [String: Any]]])?["hall"]?["occupancy"]
        #expect(zone?["heardAt"] as? String == "2026-03-02T12:00:00.000Z")
        #expect(((zone?["value"] as? [String: Any])?["people"] as? [String: Int])?["estimate"] == 14)
    }

    @Test func `what the broker had kept is as old as it says, and never from the future`() throws {
        var board = board
        for (end, heard) in [
            ("2026-03-02T11:00:00.000Z", "2026-03-02T11:00:00.000Z"),
            ("2036-03-02T11:00:00.000Z", "2026-03-02T12:00:00.000Z"),
        ] {
            let payload = Self.occupancy(end: end)
            _ = board.heard(Self.topic("zone/hall/occupancy"), payload, isRetained: true, at: Self.noon)
            #expect(board.zones["hall"]?.occupancy?.heardAt.rfc3339 == heard)
        }
    }

    @Test func `a withheld figure is absent from the metrics, and said to be withheld`() {
        var board = board
        let payload = Self.occupancy(people: "null", suppressed: #""below-k""#)
        _ = board.heard(Self.topic("zone/hall/occupancy"), payload, isRetained: false, at: Self.noon)
        let text = board.metrics(at: Self.noon, isConnected: true, pages: 0)
        #expect(!text.contains("footfall_zone_people{"))
        #expect(text.contains(#"footfall_zone_withheld{site="shop",zone="hall"} 1"#))
    }

    @Test func `only who agreed is counted as seen, and no identifier of anybody leaves the board`() {
        var board = board
        for (visit, basis) in [("v-1", "stable"), ("v-2", "consented"), ("v-3", "consented")] {
            let payload = Self.visit(visit, basis)
            _ = board.heard(Self.topic("event/visit/started"), payload, isRetained: false, at: Self.noon)
        }
        #expect(board.consented.counts == ["hall": 2])
        _ = board.heard(
            Self.topic("event/visit/ended"), Self.visit("v-2", "consented"), isRetained: false, at: Self.noon)
        #expect(board.consented.counts == ["hall": 1])
        let text = String(decoding: Self.snapshot(board), as: UTF8.self)
        for secret in ["v-1", "v-2", "v-3", "loyalty"] { #expect(!text.contains(secret)) }
    }

    @Test(arguments: [
        ("zone/hall/occupancy", "{"), ("zone/hall/occupancy", "[]"), ("zone/hall/occupancy", "{}"),
        ("zone/Hall/occupancy", "{}"), ("zone/__proto__/occupancy", "{}"), ("sensor/s/status", #"{"state":"<b>"}"#),
        ("sensor/s/sightings", "{}"), ("sensor/s/alert", #"{"alerts":[{"alert":"<script>"}]}"#),
        ("site/flow/hour", #"{"window":{"to":"2026-03-02T12:00:00Z"},"flows":7}"#),
        ("event/visit/started", #"{"data":{"zone":"<b>"}}"#),
        ("zone/hall/footfall", #"{"window":{"lengthSeconds":61}}"#),
        ("site/keys/epoch", "{}"), ("consent/store/grant", "{}"), ("zone/hall/occupancy/more", "{}"),
    ])
    func `what is not of the contract is refused and counted`(topic: String, payload: String) {
        var board = board
        let updates = board.heard(Self.topic(topic), Array(payload.utf8), isRetained: false, at: Self.noon)
        #expect(updates == [])
        #expect(board.refusedCount == 1)
        #expect(board.zones.isEmpty && board.sensors.isEmpty && board.log.entries.isEmpty)
    }

    @Test func `numbers that no honest message has do no harm`() {
        var board = board
        let huge = #"{"estimate":9223372036854775807,"low":-1,"high":1e308}"#
        let payload = Self.occupancy(people: huge)
        _ = board.heard(Self.topic("zone/hall/occupancy"), payload, isRetained: false, at: Self.noon)
        _ = board.heard(
            Self.topic("sensor/s/health"),
            Array(
                #"{"uptimeSeconds":1e308,"outbox":{"depth":-5},"radios":[{"frames":1e308},{"frames":1e308},7]}"#.utf8),
            isRetained: false, at: Self.noon)
        let text = board.metrics(at: Self.noon, isConnected: true, pages: 0)
        #expect(text.contains(#"footfall_sensor_frames_total{site="shop",sensor="s"} inf"#))
        #expect(!Self.object(Self.snapshot(board)).isEmpty)
    }

    @Test func `memory is bounded whatever comes`() {
        var board = board
        for number in 0..<1_000 {
            _ = board.heard(Self.topic("zone/z\(number)/occupancy"), Self.occupancy(), isRetained: false, at: Self.noon)
            _ = board.heard(
                Self.topic("sensor/s\(number)/status"), Array(#"{"state":"online"}"#.utf8), isRetained: false,
                at: Self.noon)
            let visit = Self.visit("v\(number)", "consented")
            _ = board.heard(Self.topic("event/visit/started"), visit, isRetained: false, at: Self.noon)
        }
        #expect(board.zones.count == 128 && board.sensors.count == 128 && board.log.entries.count == 200)
        #expect(board.consented.counts == ["hall": 500])
        let long = Array(#"{"state":"online","more":"\#(String(repeating: "x", count: 40_000))"}"#.utf8)
        let updates = board.heard(Self.topic("sensor/s1/status"), long, isRetained: false, at: Self.noon)
        #expect(updates == [])
    }

    @Test func `a retired sensor and a zone that was cleared are gone`() {
        var board = board
        _ = board.heard(Self.topic("zone/hall/occupancy"), Self.occupancy(), isRetained: false, at: Self.noon)
        _ = board.heard(
            Self.topic("sensor/s/status"), Array(#"{"state":"online"}"#.utf8), isRetained: false, at: Self.noon)
        let updates = ["zone/hall/occupancy", "sensor/s/status"].flatMap {
            board.heard(Self.topic($0), [], isRetained: false, at: Self.noon)
        }
        #expect(updates == [BoardUpdate("zones", "hall", value: nil), BoardUpdate("sensors", "s", value: nil)])
        #expect(board.zones.isEmpty && board.sensors.isEmpty)
    }

    @Test func `a sensor that goes without a goodbye is told in the log, once`() {
        var board = board
        for (state, isRetained) in [("online", true), ("offline", false), ("offline", false)] {
            _ = board.heard(
                Self.topic("sensor/s/status"), Array(#"{"state":"\#(state)"}"#.utf8), isRetained: isRetained,
                at: Self.noon)
        }
        #expect(board.log.entries.map(\.text) == ["is lost: gone without a goodbye"])
    }

    static func topic(_ rest: String) -> String { "footfall/v1/shop/\(rest)" }
    static func snapshot(_ board: SiteBoard) -> [UInt8] {
        board.snapshot(broker: DocumentValue(.null), counter: nil, at: noon)
    }
    static func object(_ json: [UInt8]) -> [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(json))) as? [String: Any] ?? [:]
    }

    static func occupancy(
        people: String = #"{"estimate":14,"low":7,"high":28}"#, suppressed: String = "null",
        end: String = "2026-03-02T12:00:00.000Z"
    ) -> [UInt8] {
        Array(
            """
            {"zone":"hall","window":{"from":"2026-03-02T11:45:00.000Z","to":"\(end)"},"devices":null,
             "people":\(people),"coverage":"full","suppressed":\(suppressed)}
            """.utf8)
    }

    static func visit(_ visit: String, _ basis: String) -> [UInt8] {
        Array(#"{"data":{"visit":"\#(visit)","zone":"hall","basis":"\#(basis)","consent":"loyalty-1"}}"#.utf8)
    }
}
