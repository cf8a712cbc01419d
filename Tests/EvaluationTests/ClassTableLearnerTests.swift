import Counting
import Foundation
import Testing

@testable import Evaluation

struct ClassTableLearnerTests {
    private struct Chance: RandomNumberGenerator {
        var state: UInt64 = 7
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// A phone that scans each minute, and no other kind: 15 scans are one phone for the whole window.
    private static let minutely = ClassTableLearner.Recording(
        scans: (0..<20).map { (Double($0) * 60, 1) }, seconds: 1_200)

    @Test func `where all phones scan each minute, as many scans as minutes are one phone`() throws {
        var chance = Chance()
        var learner = try #require(ClassTableLearner([Self.minutely]))
        let table = try #require(learner.table(trials: 20_000, using: &chance))
        #expect(abs(table.devices(scans: 15, busyMinutes: 15) - 1) < 0.15)
        #expect(abs(table.devices(scans: 60, busyMinutes: 15) - 4) < 0.6)
        #expect(abs(table.devices(scans: 150, busyMinutes: 15) - 10) < 3, "more than 75 scans grow in proportion")
        #expect(table.devices(scans: 1, busyMinutes: 1) < 0.2)
    }

    @Test func `the same captures and chance give the same table, and it says where it is from`() throws {
        let tables = try (0..<2).map { _ in
            var chance = Chance()
            var learner = try #require(ClassTableLearner([Self.minutely]))
            return try #require(learner.table(trials: 500, using: &chance))
        }
        #expect(tables[0] == tables[1])
        #expect(tables[0].origin == "learnt from 1 captures of 1 phone models, 500 simulated hours")
        #expect(ClassTableLearner([]) == nil)
    }

    @Test func `a table that is written is read again, and anything else is refused`() throws {
        #expect(try ClassTable(json: Array(ClassTable.shipped.json.utf8)) == .shipped)
        let cut = ClassTable.shipped.json.replacing("[0.27,", with: "[41,")
        for text in [cut, "{}", "[", "{\"origin\":1}", ""] {
            #expect(throws: CSVProblem.self) { try ClassTable(json: Array(text.utf8)) }
        }
    }

    @Test func `the command learns from captures of one device, and counts by what it learnt`() throws {
        let bench = try Workbench()
        var phone = HandMadeCapture()
        for scan in 0..<40 {
            phone.scans(
                from: scan * 30, every: 60, before: scan * 30 + 1, address: UInt8(scan + 1), kind: 0x82, level: -50)
        }
        let capture = bench.path("phone.pcap")
        try phone.write(to: capture)
        let learnt = try bench.evaluate("count", "--learn", "--capture", capture)
        #expect(learnt.status == 0 && learnt.text.contains("learnt from 1 captures of 1 phone models"))
        let table = try bench.write(learnt.text, to: "table.json")
        #expect(try bench.evaluate("count", "--capture", capture, "--table", table).status == 0)
        let deaf = try bench.evaluate("count", "--learn", "--capture", capture, "--min-rssi", "-20")
        #expect(deaf.status == 65 && deaf.errors.contains("cannot learn from these captures"))
        let wrong = try bench.evaluate("count", "--capture", capture, "--table", capture)
        #expect(wrong.status == 65 && wrong.errors.contains("cannot use class table"))
        #expect(try bench.evaluate("count", "--learn", "--capture", capture, "--truth", table).status == 64)
        #expect(try bench.evaluate("count", "--learn", "--capture", "/nonexistent.pcap").status == 66)
    }
}
