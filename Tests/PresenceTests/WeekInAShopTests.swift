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
    private static let seeds: [UInt64] = isLong ? [1, 2, 3] : [1]

    @Test(arguments: isLong ? [10.0, 30, 90] : [30])
    func `people are counted as well as the goals ask for`(occupancy: Double) throws {
        let goal = try #require(WeekGoal.of[occupancy])
        var scores: [WeekScore] = []
        for seed in Self.seeds {
            var week = WeekInAShop(meanOccupancy: occupancy, seed: seed)
            week.run()
            let score = WeekScore(week)
            print("week: occupancy \(occupancy), seed \(seed): \(score)")
            expectVisits(of: week, score)
            #expect((0.7...1.5).contains(score.rawRatio) && score.naiveRatio > 25, "\(score)")
            #expect(score.hourError <= goal.hourError + goal.ofWeek, "\(score)")
            #expect(score.dayError <= goal.dayError + goal.ofWeek && score.coverage >= 0.85, "\(score)")
            scores.append(score)
        }
        let mean = WeekScore(meanOf: scores)
        #expect(mean.hourError <= goal.hourError && mean.dayError <= goal.dayError, "\(mean)")
        #expect((0.9...0.98).contains(mean.coverage), "\(mean)")
    }

    private func expectVisits(of week: WeekInAShop, _ score: WeekScore) {
        #expect(
            week.startedVisits == week.endedVisits && week.startedVisits > 20, "each visit has one start and one end")
        #expect(score.splitRate <= 0.04 && abs(score.dwellBias) <= 0.1, "\(score)")
        #expect(abs(score.passerByBias) <= 0.1, "\(score)")
    }
}

/// The goals, for the mean of weeks; they are those of the issue. Measured, the mean of seeds 1 to 8 (and the worst),
/// and what would be left if each phone were known (the floor):
///
/// | people | hours | floor | days | floor | intervals hold | devices a person |
/// |---|---|---|---|---|---|---|
/// | 10 | 0.109 (0.150) | 0.077 (0.111) | 0.068 (0.121) | 0.058 (0.101) | 93 % (86) | 1.35 |
/// | 30 | 0.088 (0.107) | 0.044 (0.064) | 0.057 (0.081) | 0.028 (0.055) | 94 % (92) | 1.31 |
/// | 90 | 0.066 (0.077) | 0.023 (0.031) | 0.038 (0.054) | 0.012 (0.026) | 96 % (91) | 1.17 |
private struct WeekGoal {
    let hourError: Double
    let dayError = 0.1
    /// By how much one week may be worse. Ten people carry so few phones, three of them those of the staff, that two
    /// days of calibration need not be like the others: with seed 3, days would be wrong by 10 % if each phone were
    /// known.
    let ofWeek: Double

    static let of: [Double: Self] = [
        10: Self(hourError: 0.15, ofWeek: 0.03), 30: Self(hourError: 0.12, ofWeek: 0),
        90: Self(hourError: 0.12, ofWeek: 0),
    ]
}
