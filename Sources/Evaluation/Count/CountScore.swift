public import Counting

/// How well people were counted, against the truth.
public struct CountScore: Equatable, Sendable {
    /// Mean absolute error in people.
    public let mae: Double
    /// Mean absolute error as a share of the truth, over windows in which there was at least one person on average;
    /// nil when there was none.
    public let mape: Double?
    /// Pearson's correlation of estimate and truth; nil when either never changes.
    public let correlation: Double?
    /// Share of windows whose interval holds the truth.
    public let coverage: Double
    /// How many windows were scored.
    public let windows: Int
    /// The mean estimate and the mean truth in people.
    public let meanEstimate, meanTruth: Double

    /// The score of estimates against the truth; nil when there are none.
    public init?(_ pairs: [(estimate: Estimate, truth: Double)]) {
        guard !pairs.isEmpty else { return nil }
        let count = Double(pairs.count)
        windows = pairs.count
        mae = pairs.reduce(0) { $0 + abs($1.estimate.value - $1.truth) } / count
        let peopled = pairs.filter { $0.truth >= 1 }
        mape =
            peopled.isEmpty
            ? nil : peopled.reduce(0) { $0 + abs($1.estimate.value / $1.truth - 1) } / Double(peopled.count)
        coverage = Double(pairs.count { $0.estimate.low <= $0.truth && $0.truth <= $0.estimate.high }) / count
        let estimate = pairs.reduce(0) { $0 + $1.estimate.value } / count
        let truth = pairs.reduce(0) { $0 + $1.truth } / count
        (meanEstimate, meanTruth) = (estimate, truth)
        correlation = Self.correlation(pairs.map { ($0.estimate.value - estimate, $0.truth - truth) })
    }

    private static func correlation(_ deviations: [(Double, Double)]) -> Double? {
        let (xx, yy) = deviations.reduce((0, 0)) { ($0.0 + $1.0 * $1.0, $0.1 + $1.1 * $1.1) }
        guard xx > 0, yy > 0 else { return nil }
        return deviations.reduce(0) { $0 + $1.0 * $1.1 } / (xx * yy).squareRoot()
    }
}
