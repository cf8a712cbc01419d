import Positioning
import Testing

struct LocationScoreTests {
    /// `np.median`, `np.percentile(…, 90)` and means of [1, 2, 3, 4, 10]; Brier and ECE by hand.
    @Test func `the figures are those of their definitions`() {
        let outcomes = [(1.0, 0.9), (4, 0.7), (2, 0.65), (3, 0.8), (10, 0.75)].enumerated().map { index, pair in
            LocationScore.Outcome(
                error: pair.0, probabilities: [pair.1, 1 - pair.1], trueZone: index == 4 ? 1 : 0)
        }
        let score = LocationScore(outcomes)
        #expect(score.tests == 5)
        #expect(score.median == 3)
        #expect(abs(score.p90 - 7.6) < 1e-12)
        #expect(score.mean == 4)
        #expect(abs(score.rmse - 26.0.squareRoot()) < 1e-12)
        #expect(score.zoneAccuracy == 0.8)
        // 2 (1 − p)² for the hits, 2 · 0.75² for the miss.
        #expect(abs(score.brier - 2 * (0.01 + 0.09 + 0.1225 + 0.04 + 0.5625) / 5) < 1e-12)
        // Bins 0.6–0.7: 2 hits, 1.35; 0.7–0.8: 1 hit of 2, 1.55; 0.8–0.9: 1 hit, 0.9.
        #expect(abs(score.ece - (0.65 + 0.55 + 0.1) / 5) < 1e-12)
        #expect(score.publishedShare == 1)
        #expect(score.publishedAccuracy == 0.8)
    }

    @Test func `no outcome gives no figure`() {
        #expect(LocationScore([]).tests == 0)
        #expect(LocationScore([]).rmse == 0)
    }
}
