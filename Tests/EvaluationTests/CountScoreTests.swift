import Counting
import Evaluation
import Foundation
import Testing
import Timekeeping

struct CountScoreTests {
    @Test func `errors, correlation and coverage are those of their definitions`() throws {
        let pairs: [(estimate: Estimate, truth: Double)] = [
            (Estimate(value: 2, low: 1, high: 4), 4), (Estimate(value: 6, low: 5, high: 7), 8),
            (Estimate(value: 1, low: 0, high: 2), 0), (Estimate(value: 3, low: 2, high: 9), 4),
        ]
        let score = try #require(CountScore(pairs))
        #expect(score.mae == 1.5)
        #expect(score.mape == (0.5 + 0.25 + 0.25) / 3)
        #expect(score.coverage == 0.75)
        #expect(score.windows == 4)
        // Deviations from the means 3 and 4: (-1, 0), (3, 4), (-2, -4), (0, 0).
        let correlation = try #require(score.correlation)
        #expect(abs(correlation - 20 / (14.0 * 32).squareRoot()) < 1e-12)
    }

    @Test func `what cannot be said is left out`() throws {
        #expect(CountScore([]) == nil)
        let empty = try #require(CountScore([(Estimate(value: 0, low: 0, high: 0), 0)]))
        #expect(empty.mape == nil && empty.correlation == nil && empty.mae == 0 && empty.coverage == 1)
    }

    /// A quarter of an hour that begins so many days after the first one.
    private static func quarter(devices: Double, bursts: Double = 0, days: Int64 = 0) -> WindowCount {
        let from = WallTime(seconds: 1_700_000_000) + .minutes(days * 1_440)
        return WindowCount(
            from: from, to: from + .minutes(15), devices: .uncalibrated(devices), bursts: bursts, distinctAddresses: 0,
            scanEvents: 0)
    }

    @Test func `the ratio is people over devices, and its error shrinks with independent windows only`() throws {
        let lessons = [(Self.quarter(devices: 10), 4.0), (Self.quarter(devices: 20), 11.0)]
        let quarters = try #require(PeopleCalibration(lessons, windowMinutes: 15))
        #expect(quarters.ratio == 0.5)
        #expect(abs(quarters.ratioError - 2.0.squareRoot() / 30) < 1e-12)
        #expect(abs(quarters.dispersion - (1 / 6.0 + 1 / 11)) < 1e-12)
        let short = try #require(PeopleCalibration(lessons, windowMinutes: 5))
        #expect(abs(short.ratioError - quarters.ratioError * 3.0.squareRoot()) < 1e-12)
    }

    /// Half widths by hand: √(1.96² · (v (n + 1) + 0.16 n) + (n (eᶻˢ − 1))²), with v the dispersion, s the ratio's deviation.
    @Test func `an interval grows with the time to the nearest lesson, before or behind, up to a factor of two`()
        throws
    {
        let lessons = (0..<201).map { (Self.quarter(devices: 20), 10 + Double($0 % 3 - 1)) }
        let calibration = try #require(PeopleCalibration(lessons, windowMinutes: 15))
        func people(days: Int64) -> Estimate { calibration.people(Self.quarter(devices: 40, days: days)) }
        let scatter = 1.96 * (calibration.dispersion * 21 + 0.16 * 20).squareRoot()
        #expect(people(days: 0).value == 20 && people(days: 0).high - 20 < 1.2 * scatter)
        var width = 0.0
        for days: Int64 in [0, 7, 30, 180] {
            let (after, before) = (people(days: days), people(days: -days))
            #expect(abs(after.high - before.high) < 0.1 && after.high - after.low > width)
            width = after.high - after.low
        }
        let factor = exp(1.96 * (0.01 + pow(calibration.ratioError / 0.5, 2)).squareRoot())
        let month = (scatter * scatter + pow(20 * (factor - 1), 2)).squareRoot()
        #expect(abs(people(days: 30).high - 20 - month) < 0.05)
        for days: Int64 in [480, -480, 20_000] {
            #expect(abs(people(days: days).high - 20 - (scatter * scatter + 400).squareRoot()) < 1e-6)
            #expect(abs(20 - people(days: days).low - (scatter * scatter + 100).squareRoot()) < 1e-6)
        }
    }

    @Test func `a crowd is told by its bursts, which do not saturate`() throws {
        let lessons = (0..<8).map { _ in (Self.quarter(devices: 20, bursts: 600), 20.0) }
        let calibration = try #require(PeopleCalibration(lessons, windowMinutes: 15))
        let crowd = calibration.people(Self.quarter(devices: 100, bursts: 4_500))
        #expect(abs(crowd.value - pow(100, 0.3) * pow(150, 0.7)) < 1e-9)
        #expect(calibration.people(Self.quarter(devices: 10, bursts: 900)).value == 10, "not of a few")
    }

    @Test func `a calibration needs two windows and a device`() {
        #expect(PeopleCalibration([(Self.quarter(devices: 3), 2)], windowMinutes: 15) == nil)
        let empty = [(Self.quarter(devices: 0), 2.0), (Self.quarter(devices: 0), 1.0)]
        #expect(PeopleCalibration(empty, windowMinutes: 15) == nil)
    }
}
