import Counting
import Evaluation
import Testing

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

    @Test func `the ratio is people over devices, and its error shrinks with independent windows only`() throws {
        let pairs = [(devices: 10.0, people: 4.0), (devices: 20.0, people: 11.0)]
        let quarters = try #require(PeopleCalibration(pairs, windowMinutes: 15))
        #expect(quarters.ratio == 0.5)
        #expect(abs(quarters.ratioError - 2.0.squareRoot() / 30) < 1e-12)
        #expect(abs(quarters.dispersion - (1 / 6.0 + 1 / 11)) < 1e-12)
        let short = try #require(PeopleCalibration(pairs, windowMinutes: 5))
        #expect(abs(short.ratioError - quarters.ratioError * 3.0.squareRoot()) < 1e-12)
        let people = quarters.people(.uncalibrated(40))
        let deviation = (quarters.dispersion * 21 + 40 * 40 * 2 / 900.0).squareRoot()
        #expect(people.value == 20)
        #expect(abs(people.high - 20 - 1.96 * deviation) < 1e-9 && abs(20 - people.low - 1.96 * deviation) < 1e-9)
    }

    @Test func `a calibration needs two windows and a device`() {
        #expect(PeopleCalibration([(devices: 3, people: 2)], windowMinutes: 15) == nil)
        #expect(PeopleCalibration([(devices: 0, people: 2), (devices: 0, people: 1)], windowMinutes: 15) == nil)
    }
}
