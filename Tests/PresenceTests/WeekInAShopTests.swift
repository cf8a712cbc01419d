import Counting
import Foundation
import Privacy
import Testing
import Timekeeping

@testable import Presence

/// A week in a shop whose people are known, in virtual time. Cameras count on Monday and Tuesday only; on Wednesday a
/// school class comes, on Thursday the power fails, on Friday the sensor is deaf for a while, on Saturday somebody floods
/// the air with invented devices.
///
/// FOOTFALL_LONG_TESTS=1 runs more seeds and crowds.
struct WeekInAShopTests {
    private static let isLong = ProcessInfo.processInfo.environment["FOOTFALL_LONG_TESTS"] != nil

    @Test(arguments: isLong ? [10.0, 30, 90] : [30], isLong ? [1, 2, 3] : [1])
    func `people are counted as well as the goals ask for`(occupancy: Double, seed: UInt64) {
        var week = WeekInAShop(meanOccupancy: occupancy, seed: seed)
        week.run()
        let score = week.score()
        print("week: occupancy \(occupancy), seed \(seed): \(score)")
        #expect(score.hourError <= (occupancy < 20 ? 0.15 : 0.12) * 1.25, "\(score)")
        #expect(score.dayError <= 0.10 * 1.25, "\(score)")
        // The goal for a table learnt from other models is 0.5...2.6; this week gives 1.53.
        #expect((0.7...1.6).contains(score.rawRatio), "\(score)")
        #expect(score.naiveRatio > 5, "\(score)")
        #expect(score.coverage >= 0.88, "\(score)")
        #expect(
            week.startedVisits == week.endedVisits && week.startedVisits > 20, "each visit has one start and one end")
        #expect(week.splitRate <= 0.06 && abs(week.dwellBias) <= 0.12, "\(week.splitRate), \(week.dwellBias)")
    }
}

/// What the estimates of a week are worth: opening hours of the days after the calibration.
struct WeekScore: CustomStringConvertible {
    var hourError, dayError, coverage, rawRatio, naiveRatio: Double

    var description: String {
        let figures = [
            ("MAPE60", hourError), ("day", dayError), ("cover", coverage), ("raw", rawRatio), ("naive", naiveRatio),
        ]
        return figures.map { "\($0.0) \(($0.1 * 1_000).rounded() / 1_000)" }.joined(separator: ", ")
    }
}
