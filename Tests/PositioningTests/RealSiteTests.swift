import Foundation
import Positioning
import Testing

/// Accuracy on measured sites. Nothing is tuned on test rows: settings come from cross-validation in the walk.
@Suite(.enabled(if: RealSite.folder != nil, Comment(rawValue: RealSite.missing)))
struct RealSiteTests {
    /// The least of each figure over all methods in `expected_rssi.json`, least squares in decibels and in metres,
    /// weighted centroid, strongest anchor, centre of the floor.
    struct Baseline {
        var median: Double
        var mean: Double
        var p90: Double
    }

    @Test func `a lecture theatre with Wi-Fi is located better than by any baseline`() throws {
        let site = try RealSite(
            #require(RealSite.folder), anchors: "wifi_lecture_theatre", width: 11.4, height: 13.8)
        let fit = try #require(try SiteFit(site.plan, site.stops("wifi_lecture_theatre.calib")))
        let points = try check(
            site, fit, site.stops("wifi_lecture_theatre.test"), Baseline(median: 2.4, mean: 3.12, p90: 5.08))
        #expect(points.tests == 32)
        let singles = try site.stops("wifi_lecture_theatre.test", single: true)
        let everySeventh = stride(from: 0, to: singles.count, by: 7).map { singles[$0] }
        let single = try check(site, fit, everySeventh, Baseline(median: 2.45, mean: 3.17, p90: 5.09))
        #expect(single.tests == 275)
    }

    @Test func `a laboratory with twelve receivers is located better than by any baseline, standing and moving`() throws
    {
        let site = try RealSite(#require(RealSite.folder), anchors: "ble_danis_static", width: 20.66, height: 17.64)
        let fit = try #require(try SiteFit(site.plan, site.stops("ble_danis_static.calib")))
        #expect(
            fit.crossValidatedError <= 3.18 * 0.9, "the baseline of 3.18 m was fitted to the points it is tested on")
        let tracks = [
            ("straight_01", Baseline(median: 2.06, mean: 2.1, p90: 3.21)),
            ("straight_03", Baseline(median: 1.33, mean: 2.25, p90: 4.63)),
            ("rectangular_without_rotation", Baseline(median: 2.12, mean: 2.64, p90: 3.99)),
        ]
        for (name, baseline) in tracks {
            let score = try check(site, fit, site.stops("ble_danis_track_\(name).test"), baseline)
            #expect(score.rmse <= 2.7)
        }
    }

    /// Static goal of the science page, 1.10: 4.3 m with twelve receivers.
    @Test func `without any label the crowd calibration finds what the labelled fit finds`() throws {
        let site = try RealSite(#require(RealSite.folder), anchors: "ble_danis_static", width: 20.66, height: 17.64)
        let stops = try site.stops("ble_danis_static.calib")
        let labelled = try #require(WalkCalibration().fitted(to: stops, on: site.plan))
        let crowd = try #require(try CrowdCalibration().fitted(to: stops.map(\.readings), on: site.plan))
        #expect(abs(crowd.model.exponent - labelled.model.exponent) < 0.2)
        #expect(abs(crowd.model.referenceLevel - labelled.model.referenceLevel) < 2)
        for sensor in site.plan.sensors {
            let (found, known) = (crowd.offsets[sensor.name] ?? .nan, labelled.offsets[sensor.name] ?? .nan)
            #expect(abs(found - known) < 1.2, "\(sensor.name)")
        }
        #expect(try Trial(site.plan, crowd, stops).score.rmse <= 4.3)
    }

    private func check(
        _ site: RealSite, _ fit: SiteFit, _ tests: [Stop], _ baseline: Baseline
    ) throws -> LocationScore {
        let score = try #require(try LocationEvaluation(site.plan, fit, tests: tests)).score
        #expect(score.median <= baseline.median)
        #expect(score.p90 <= baseline.p90)
        #expect(score.mean <= baseline.mean)
        return score
    }
}
