import Capture
import Foundation
import Testing
import Timekeeping

/// A simulated site from the command line: captures, truth, and what calibration makes of them.
struct SiteCommandTests {
    private let bench: Workbench

    init() throws { bench = try Workbench() }

    private struct Document: Decodable {
        struct Figures: Decodable { let rootMeanSquareErrorMetres, expectedErrorMetres: Double }
        struct Model: Decodable { let exponent: Double }
        let basis: String
        let version, samples: Int
        let model: Model
        let before, after: Figures
    }

    private static let site = """
        site: test
        version: 1
        timeZone: UTC
        floors: [{id: ground, outline: [[0, 0], [20, 0], [20, 30], [0, 30]]}]
        zones:
          - {id: front, floor: ground, outline: [[0, 0], [20, 0], [20, 15], [0, 15]]}
          - {id: rear, floor: ground, outline: [[0, 15], [20, 15], [20, 30], [0, 30]]}
        sensors:
          - {id: a, floor: ground, x: 3, y: 4, roles: [sensor, locator]}
          - {id: b, floor: ground, x: 17, y: 4}
          - {id: c, floor: ground, x: 3, y: 26}
          - {id: d, floor: ground, x: 17, y: 26}
        """

    @Test func `a simulated site has captures and a truth that add up, and crowd calibration does no harm`()
        throws
    {
        let site = try bench.write(Self.site, to: "site.yaml")
        let folder = bench.path("shop")
        let options = ["--site", site, "--hours", "0.4", "--skip", "3", "--seed", "5", "--out", folder]
        let simulated = try bench.run(["simulate"] + options)
        #expect(simulated.status == 0, "\(simulated.errors)")
        for sensor in ["a", "b", "c", "d"] { try expectFrames("\(folder)/\(sensor).pcap") }
        let occupancy = try rows("\(folder)/truth/occupancy.csv")
        #expect(occupancy.last == ["1772454240.000", "end"] && occupancy.first?[0] == "1772452800.000")
        #expect((Int(occupancy.first?[1] ?? "") ?? 0) > 3, "the shop is busy three hours after its opening")
        let calibrated = try bench.run(
            ["calibrate", "crowd", "--site", site, "--captures", folder, "--truth", "\(folder)/truth/scans.csv"]
                + ["--out", bench.path("calibration.json"), "--json"])
        let document = try calibrated.decoded(as: Document.self)
        #expect(document.basis == "crowd" && document.version == 1 && document.samples >= 30)
        #expect(abs(document.model.exponent - 3) < 0.4)
        // So few scans and sensors need not make it better, but never make it worse.
        #expect(document.after.rootMeanSquareErrorMetres < 1.05 * document.before.rootMeanSquareErrorMetres)
        #expect(document.after.expectedErrorMetres < document.before.expectedErrorMetres)
        // What was written is taken as what is in force, and moved on from.
        let again = try bench.run(
            ["calibrate", "crowd", "--site", site, "--captures", folder, "--from", bench.path("calibration.json")])
        #expect(again.status == 0 && again.text.contains("generation 2"), "\(again.text) \(again.errors)")
    }

    @Test func `a walk needs stops, and says which do not count`() throws {
        let site = try bench.write(Self.site, to: "site.yaml")
        let folder = bench.path("shop")
        _ = try bench.run(["simulate", "--site", site, "--hours", "0.02", "--out", folder])
        let stops = try bench.write(
            "epoch_s,until_s,floor,x_m,y_m\n1772442000,1772442010,ground,1,2\n1672442000,1672442010,ground,1,3\n",
            to: "stops.csv")
        let walked = try bench.run(["calibrate", "walk", "--site", site, "--captures", folder, "--stops", stops])
        #expect(walked.status == 65)
        #expect(walked.errors.contains("stop 1 does not count") && walked.errors.contains("3 needed"))
        let wrong = try bench.run(
            ["calibrate", "walk", "--site", site, "--captures", bench.path("nowhere"), "--stops", stops])
        #expect(wrong.status == 66)
    }

    @Test func `the growth of the solver is drawn as a picture that is well-formed XML`() throws {
        let picture = bench.path("growth.svg")
        let outcome = try bench.evaluate("solver", "--json", "--plot", picture)
        #expect(outcome.status == 0, "\(outcome.errors)")
        struct Figures: Decodable {
            struct Row: Decodable { let cells, sensors, bytes: Int }
            let solver: [Row]
        }
        #expect(try outcome.decoded(as: Figures.self).solver.count == 14)
        let text = try String(contentsOfFile: picture, encoding: .utf8)
        #expect(text.components(separatedBy: "<circle").count == 6 + 8 + 6 + 1)
        #expect(text.components(separatedBy: "<g ").count == text.components(separatedBy: "</g>").count)
    }

    private func expectFrames(_ path: String) throws {
        var reader = try SavefileReader(path: path)
        var times: [WallTime] = []
        try reader.forEachFrame { record, _ in times.append(record.time) }
        #expect(times.count > 100 && times.first == WallTime(seconds: 1_772_452_800), "\(path)")
        #expect(times == times.sorted())
    }

    private func rows(_ path: String) throws -> [[String]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
            line.split(separator: ",").map(String.init)
        }
    }
}
