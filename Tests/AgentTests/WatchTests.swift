import Foundation
import Glibc
import Testing

/// What stands on a terminal while `footfall watch` runs, and what is left when it ends.
@Suite(.serialized, .enabled(if: Permission.hasBroker && Permission.hasNetwork, Permission.network))
struct WatchTests {
    @Test func `the table fits the terminal, follows its size, and gives it back at Ctrl-C`() async throws {
        let laboratory = try await Laboratory()
        try laboratory.publishSite()
        let outcome = try await laboratory.watch(on: "80x24=LOST,60x8=more lines")
        #expect(outcome.status == 0, "\(outcome.text)")
        #expect(outcome.text.hasPrefix("\u{1B}[?1049h\u{1B}[?25l"))
        #expect(outcome.text.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
        #expect(outcome.text.contains("\u{1B}[31;1mLOST"))
        let frames = outcome.text.components(separatedBy: "\u{1B}[H").dropFirst().map(Self.lines)
        let (large, small) = (try #require(frames.first { $0.joined().contains("LOST") }), try #require(frames.last))
        #expect(large.count == 24 && large.allSatisfy { $0.count <= 80 }, "\(large)")
        #expect(small.count == 8 && small.allSatisfy { $0.count <= 60 }, "\(small)")
        #expect(small.joined().contains("more lines"))
    }

    @Test func `once prints what is withheld, unknown, lost and wrong as such, without colours into a file`()
        async throws
    {
        let laboratory = try await Laboratory()
        try laboratory.publishSite()
        let child = try laboratory.footfall("watch", "--broker", "mqtt://127.0.0.1", "--once", "--wait", "10")
        #expect(await child.waitPatiently() == 0, "\(child.errors)")
        #expect(!child.output.contains("\u{1B}"))
        let lines = child.output.split(separator: "\n").map(String.init)
        func line(_ name: String) -> String { lines.first { $0.hasPrefix(name) } ?? "" }
        #expect(line("hall").contains("12 (8–17)") && line("hall").contains("full"))
        #expect(line("window").contains("withheld (< 5)") && !line("window").contains(" 0 "))
        #expect(line("cellar").contains("unknown"))
        #expect(line("door").contains("LOST") && line("entrance").contains("online"))
        #expect(line("entrance").contains("radio-deaf"))
        #expect(line("evil").contains("?[2J"), "what a stranger sends does not reach the terminal as it is")
    }

    @Test func `NO_COLOR leaves the colours out, and without a terminal there is a sentence`() async throws {
        let laboratory = try await Laboratory()
        try laboratory.publishSite()
        let outcome = try await laboratory.watch(on: "80x24=LOST", environment: ["NO_COLOR=1"])
        #expect(outcome.status == 0 && outcome.text.contains("LOST"))
        #expect(outcome.text.firstRange(of: /\u{1B}\[[0-9;]*m/) == nil)
        let piped = try laboratory.footfall("watch", "--broker", "mqtt://127.0.0.1")
        #expect(await piped.waitPatiently() == 64)
        #expect(piped.errors.contains("standard output is no terminal (give --once)"))
        let away = try laboratory.footfall("watch", "--broker", "mqtt://127.0.0.1:9", "--once")
        #expect(await away.waitPatiently() == 69)
    }

    @Test func `long work shows on a terminal how far it is, and is silent elsewhere`() async throws {
        let laboratory = try await Laboratory()
        let capture = laboratory.bench.path("long.pcap")
        let words = ["simulate", "--minutes", "60", "--out", capture]
        let shown = try await laboratory.terminal("80x24", words)
        #expect(shown.status == 0, "\(shown.text)")
        #expect(shown.text.contains("simulate ━") && shown.text.contains(" %"), "\(shown.text.prefix(300))")
        let silent = try laboratory.footfall(
            "simulate", "--minutes", "20", "--out", laboratory.bench.path("short.pcap"))
        #expect(await silent.waitPatiently() == 0)
        #expect(!silent.errors.contains("\r") && silent.errors.split(separator: "\n").count == 1)
    }

    @Test func `an acted fleet shows on a terminal how long it still publishes, and is silent elsewhere`() async throws
    {
        let laboratory = try await Laboratory()
        let words = ["simulate", "fleet", "--sites", "1", "--sensors", "2", "--broker", "mqtt://127.0.0.1:1883"]
        let shown = try await laboratory.terminal("80x24", words + ["--seconds", "3"])
        #expect(shown.status == 0, "\(shown.text)")
        #expect(shown.text.contains("publish ") && shown.text.contains(" %"), "\(shown.text.prefix(300))")
        let silent = try laboratory.start(try Workbench.program("footfall"), words + ["--seconds", "1"])
        #expect(await silent.waitPatiently() == 0)
        #expect(silent.errors.isEmpty, "\(silent.errors)")
    }

    /// The lines of a frame as they look: without control sequences.
    private static func lines(_ frame: String) -> [String] {
        let visible = frame.components(separatedBy: "\u{1B}[J")[0].replacing(/\u{1B}\[[0-9;?]*[a-zA-Z]/, with: "")
        // Swift takes a carriage return and a line feed for one character.
        return visible.split(omittingEmptySubsequences: false) { $0 == "\r\n" }.map { $0.filter { $0 != "\r" } }
    }
}

extension Laboratory {
    fileprivate struct Screen {
        let text: String
        let status: Int32
    }

    fileprivate func footfall(_ words: String...) throws -> Child { try start(Workbench.program("footfall"), words) }

    /// Runs `footfall` on a terminal of these sizes, each until a text has come (see `terminal.py`).
    fileprivate func terminal(_ steps: String, _ words: [String], environment: [String] = []) async throws -> Screen {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "terminal.py").path
        let program = try Workbench.program("footfall")
        let child = try start("python3", [script, steps, program] + words, environment: ["TERM=xterm"] + environment)
        try #require(await child.waitPatiently(seconds: 300) == 0, "\(child.errors)")
        let parts = child.output.components(separatedBy: "\nexit ")
        return Screen(
            text: parts[0], status: Int32(parts.last?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "") ?? -1)
    }

    /// An empty `NO_COLOR` counts as none: `swift test` sets it where it prints into a file.
    fileprivate func watch(on steps: String, environment: [String] = ["NO_COLOR="]) async throws -> Screen {
        try await terminal(steps, ["watch", "--broker", "mqtt://127.0.0.1"], environment: environment)
    }

    /// A site with something of everything.
    fileprivate func publishSite() throws {
        let now = ISO8601DateFormatter().string(from: .now)
        let window = #""window": {"from": "\#(now)", "to": "\#(now)"}"#
        let figures =
            #""people": {"estimate": 12, "low": 8, "high": 17}, "devices": {"estimate": 10, "low": 7, "high": 14}"#
        let none = #""people": null, "devices": null"#
        let status = #"{"state": "online", "at": "\#(now)"}"#
        for (topic, payload) in [
            ("zone/hall/occupancy", "{\(window), \(figures), \"coverage\": \"full\", \"suppressed\": null}"),
            (
                "zone/window/occupancy",
                "{\(window), \(none), \"coverage\": \"full\", \"suppressed\": \"below-k\", \"below\": 5}"
            ),
            ("zone/cellar/occupancy", "{\(window), \(none), \"coverage\": \"unknown\", \"suppressed\": null}"),
            ("sensor/entrance/status", status), ("sensor/evil/status", status),
            ("sensor/evil/alert", #"{"alerts": [{"alert": "\u001b[2J"}]}"#),
            ("sensor/door/status", #"{"state": "offline", "at": "2026-01-01T00:00:00Z"}"#),
            ("sensor/entrance/alert", #"{"alerts": [{"alert": "radio-deaf"}]}"#),
        ] {
            let words = ["-r", "-q", "1", "-t", "footfall/v1/shop/\(topic)", "-m", payload]
            try #require(try start("mosquitto_pub", words).wait() == 0)
        }
    }
}
