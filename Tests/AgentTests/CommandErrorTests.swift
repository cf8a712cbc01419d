import Foundation
import GoldenFrames
import Testing
import Timekeeping

/// Each mistake is one sentence with a cure, and a status of sysexits(3).
struct CommandErrorTests {
    private let bench = try? Workbench()

    @Test func `a link type that cannot be read is named with those that can`() throws {
        let bench = try #require(bench)
        var file = FrameFile()
        file.linkType = 1
        file.records = [(WallTime(seconds: 0), [UInt8](repeating: 0, count: 60))]
        let outcome = try bench.footfall("replay", try file.write(to: bench.path("ethernet.pcap")))
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("cannot read link type 1: "))
        for number in ["105", "119", "127", "163", "192"] { #expect(outcome.errors.contains("(\(number))")) }
        expectSentences(outcome.errors)
    }

    @Test func `a capture that is not there, or is no capture, is named`() throws {
        let bench = try #require(bench)
        let missing = try bench.footfall("replay", "/nonexistent/x.pcap")
        #expect(missing.status == 66 && missing.errors.contains("/nonexistent/x.pcap: no such file or directory"))
        let text = try bench.footfall("replay", try bench.write("not a capture, but a long enough text", to: "x.txt"))
        #expect(text.status == 65 && text.errors.contains("neither pcap nor pcapng"))
        let empty = try bench.footfall("replay", try bench.write("", to: "empty.pcap"))
        #expect(empty.status == 65 && empty.errors.contains("empty"))
        let folder = try bench.footfall("replay", bench.folder.path)
        #expect(folder.status == 66 && folder.errors.contains("directory"))
        for outcome in [missing, text, empty, folder] { expectOneSentence(outcome.errors) }
    }

    @Test func `all problems of a configuration are told at once, by each command that reads one`() throws {
        let bench = try #require(bench)
        let text = """
            {"site": "SHOP!", "sensor": "one", "capture": {"interface": "rt0"},
             "privacy": {"k": 1, "epochSeconds": 86400}, "exporter": "https://example.org", "log": {"level": 7}}
            """
        let file = try bench.write(text, to: "wrong.json")
        let commands = [["check", file], ["run", "--config", file], ["replay", "--config", file, file]]
        for command in commands {
            let outcome = try bench.run(try Workbench.program("footfall"), command)
            #expect(outcome.status == 78)
            for path in ["site:", "privacy.k:", "privacy.epochSeconds:", "exporter:", "log.level:"] {
                #expect(outcome.errors.contains(path), "\(command): \(path)")
            }
            expectSentences(outcome.errors)
            #expect(outcome.output.isEmpty)
        }
    }

    @Test func `a configuration that is not there cannot be read`() throws {
        let bench = try #require(bench)
        for command in [["check"], ["run", "--config"]] {
            let outcome = try bench.run(try Workbench.program("footfall"), command + ["/nonexistent.yaml"])
            #expect(outcome.status == 66)
            expectOneSentence(outcome.errors)
        }
    }

    @Test(arguments: ["--present", "--in", "--out"])
    func `a count that cannot be is told with its option and what can be`(option: String) throws {
        let bench = try #require(bench)
        for words in [[option, "-1"], ["\(option)=-1"], [option, "100001"]] {
            let outcome = try bench.run(
                try Workbench.program("footfall"), ["tally", "--config", "/nonexistent.yaml"] + words)
            let number = words.count == 2 ? words[1] : "-1"
            #expect(outcome.status == 64)
            #expect(
                outcome.errors.contains("\(option) is a number of people from 0 to 100000, not \(number)"),
                "\(outcome.errors)")
        }
    }

    @Test func `a class table that is none is named, with its path and the cure`() throws {
        let bench = try #require(bench)
        func configuration(_ table: String) throws -> String {
            try bench.write(
                """
                {"site": "s", "sensor": "one", "capture": {"interface": "rt0"},
                 "broker": {"url": "mqtt://127.0.0.1"}, "counting": {"classTableFile": "\(table)"}}
                """, to: "counting.json")
        }
        let rows = #"[[0.5]"# + String(repeating: ", [0.5]", count: 13) + "]"
        for text in ["", "{", "[]", #"{"origin": "x", "scans": [1], "rows": []}"#, #"{"rows": \#(rows)}"#] {
            let file = try configuration(bench.write(text, to: "classes.json"))
            for command in [["check", file], ["run", "--config", file], ["replay", "--config", file, file]] {
                let outcome = try bench.run(try Workbench.program("footfall"), command)
                #expect(outcome.status == 78 && outcome.errors.contains("classes.json"), "\(outcome.errors)")
                expectSentences(outcome.errors)
            }
        }
        let missing = try bench.footfall("check", configuration("/nonexistent/classes.json"))
        #expect(missing.status == 66 && missing.errors.contains("/nonexistent/classes.json: no such file"))
        expectOneSentence(missing.errors)
    }

    @Test func `mistakes on the command line are usage errors`() throws {
        let bench = try #require(bench)
        for words in [
            ["replay"], ["run"], ["replay", "--speed", "0", "x"], ["replay", "--to", "x", "x"], ["nothing"],
        ] {
            let outcome = try bench.run(try Workbench.program("footfall"), words)
            #expect(outcome.status == 64, "\(words)")
            #expect(outcome.errors.hasPrefix("Error: ") && outcome.errors.contains("Usage: "))
        }
    }

    @Test func `an interface that is not there, or is no radio, is named with the cure`() throws {
        let bench = try #require(bench)
        let missing = try bench.footfall("run", "--config", try bench.configuration(interface: "nothere0"))
        #expect(missing.status == 69 && missing.errors.contains("nothere0: no such interface (list them with: "))
        let loopback = try bench.footfall("run", "--config", try bench.configuration(interface: "lo"))
        if loopback.status != 77 {
            #expect(loopback.status == 78)
            #expect(loopback.errors.contains("not in monitor mode") && loopback.errors.contains("set type monitor"))
        }
        for outcome in [missing, loopback] { expectOneSentence(outcome.errors) }
    }

    private func expectOneSentence(_ errors: String) {
        expectSentences(errors)
        #expect(errors.split(separator: "\n").count == 1, "\(errors)")
    }

    /// Each line begins with the program's name, none is part of a stack trace.
    private func expectSentences(_ errors: String) {
        #expect(!errors.isEmpty)
        for line in errors.split(separator: "\n") {
            #expect(line.hasPrefix("footfall: "), "\(line)")
            for sign in ["Fatal", ".swift", "0x", "Stack", "libswift"] { #expect(!line.contains(sign), "\(line)") }
        }
    }
}
