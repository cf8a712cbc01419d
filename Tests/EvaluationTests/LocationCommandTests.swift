import Foundation
import Testing

/// The command as it is called.
struct LocationCommandTests {
    private let bench: Workbench

    init() throws { bench = try Workbench() }

    private struct Report: Decodable {
        let median, mean, p90, rmse, zoneAccuracy, brier, ece, bayesBound, cramerRaoBound: Double
        let tests: Int
    }

    /// The least figure of any method. Source: `expected_rssi.json` (what PositioningTests hold the room to).
    @Test(.enabled(if: RealData.isThereOrNeeded, RealData.missing))
    func `measured sites are located better than by any baseline`() throws {
        let theatre = try evaluate(
            "wifi_lecture_theatre", "wifi_lecture_theatre.test", area: "0,0,11.4,13.8", tests: 32)
        #expect(theatre.median <= 2.4 && theatre.mean <= 3.12 && theatre.p90 <= 5.08)
        // What the tests of the room Positioning get with their own reader of these tables (RealSite).
        #expect(abs(theatre.median - 1.86313) < 1e-3 && abs(theatre.mean - 2.43608) < 1e-3)
        #expect(abs(theatre.p90 - 4.67942) < 1e-3 && abs(theatre.rmse - 2.91349) < 1e-3)
        let track = try evaluate(
            "ble_danis_static", "ble_danis_track_straight_01.test", area: "0,0,20.66,17.64", tests: 12)
        #expect(abs(track.median - 0.58201) < 1e-3 && abs(track.rmse - 0.87707) < 1e-3)
        #expect(track.median <= 2.06 && track.mean <= 2.1 && track.p90 <= 3.21 && track.rmse <= 2.7)
        for report in [theatre, track] {
            #expect((0...1).contains(report.zoneAccuracy) && (0...2).contains(report.brier))
            #expect((0...1).contains(report.ece) && report.bayesBound > 0 && report.cramerRaoBound > 0)
        }
    }

    private func evaluate(_ site: String, _ test: String, area: String, tests: Int) throws -> Report {
        let folder = RealData.path("rssi/normalised")
        let report = try bench.evaluate(
            "location", "--anchors", "\(folder)/\(site).anchors.csv", "--calibration", "\(folder)/\(site).calib.csv",
            "--test", "\(folder)/\(test).csv", "--area", area, "--zones", "3x3", "--json"
        ).decoded(as: Report.self)
        #expect(report.tests == tests)
        return report
    }

    /// Levels of a law without noise: -40 - 20 log₁₀ d dBm at four corners.
    @Test func `a site that follows the model is located to less than a cell`() throws {
        let corners = [("a", 0.0, 0.0), ("b", 10.0, 0.0), ("c", 0.0, 10.0), ("d", 10.0, 10.0)]
        let anchors = try bench.write(
            "anchor,x_m,y_m,z_m\n" + corners.map { "\($0.0),\($0.1),\($0.2),1\n" }.joined(), to: "anchors.csv")
        func walk(_ places: [(Double, Double)], _ name: String) throws -> String {
            var text = "point,x_m,y_m,sample,anchor,rssi_dbm\n"
            for (index, place) in places.enumerated() {
                for corner in corners {
                    let distance = max(1, hypot(place.0 - corner.1, place.1 - corner.2))
                    text += "\(index),\(place.0),\(place.1),1,\(corner.0),\(-40 - 20 * log10(distance))\n"
                }
            }
            return try bench.write(text, to: name)
        }
        let steps = [1.0, 3, 5, 7, 9]
        let lattice = steps.flatMap { x in steps.map { y in (x, y) } }
        let calibration = try walk(lattice, "calibration.csv")
        let test = try walk([(2, 2), (5, 4), (8, 6), (4, 8)], "test.csv")
        let report = try bench.evaluate(
            "location", "--anchors", anchors, "--calibration", calibration, "--test", test, "--json"
        ).decoded(as: Report.self)
        #expect(report.tests == 4 && report.rmse < 1)
        let picture = bench.path("places.svg")
        let text = try bench.evaluate(
            "location", "--anchors", anchors, "--calibration", calibration, "--test", test, "--plot", picture)
        #expect(text.status == 0 && text.text.contains("tests:       4"))
        let svg = try Picture(path: picture)
        #expect(svg.description.contains("median \(report.median.formatted(.number.precision(.fractionLength(2)))) m"))
        // Four cells with their mean error, and the four sensors.
        #expect(
            svg.captions == [
                "How far off places are", "Whether stated probabilities come true",
                "Where the errors are, mean in metres",
            ])
        #expect(svg.count("rect") == 1 + 4)
    }

    @Test func `mistakes end with the status that fits`() throws {
        let anchors = try bench.write("anchor,x_m,y_m\na,0,0\nb,5,5\n", to: "anchors.csv")
        let header = "point,x_m,y_m,sample,anchor,rssi_dbm\n"
        let short = try bench.write("\(header)1,1,1,1,a,-50\n", to: "short.csv")
        let wrong = try bench.write("\(header)1,1,1,1,a,-50\n1,1,1,1,z,-50\n", to: "wrong.csv")
        let few = try bench.evaluate("location", "--anchors", anchors, "--calibration", short, "--test", short)
        #expect(few.status == 65 && few.errors.contains("fewer than 3 points"))
        let unknown = try bench.evaluate("location", "--anchors", anchors, "--calibration", short, "--test", wrong)
        #expect(unknown.status == 65 && unknown.errors.contains("test \(wrong): line 3: no anchor is called z"))
        let missing = try bench.evaluate(
            "location", "--anchors", "/nonexistent.csv", "--calibration", short, "--test", short)
        #expect(missing.status == 66)
        #expect(missing.errors.contains("anchors /nonexistent.csv: no such file or directory (2)"))
        let area = try bench.evaluate(
            "location", "--anchors", anchors, "--calibration", short, "--test", short, "--area", "-1,0,-5,2")
        #expect(area.status == 64)
    }
}
