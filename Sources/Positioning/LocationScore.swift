/// How well places were estimated, against the truth.
public struct LocationScore: Hashable, Sendable {
    /// Number of estimates.
    public var tests = 0
    /// Median distance to the truth in metres.
    public var median = 0.0
    /// Mean distance in metres.
    public var mean = 0.0
    /// The distance that nine of ten estimates keep, in metres, interpolated linearly.
    public var p90 = 0.0
    /// Root of the mean squared distance in metres.
    public var rmse = 0.0
    /// Share of estimates whose most probable zone is the true one.
    public var zoneAccuracy = 0.0
    /// Mean over estimates of Σ (p − truth)² over zones: 0 is perfect, 2 is certain and wrong.
    public var brier = 0.0
    /// Expected calibration error over ten bins of the largest probability.
    public var ece = 0.0
    /// The bins of that error that are not empty, in order.
    public var reliability: [Bin] = []
    /// Share of estimates whose largest probability reaches 0.6: the share that is published with a zone.
    public var publishedShare = 0.0
    /// Share of those whose zone is the true one.
    public var publishedAccuracy = 0.0

    /// Estimates that state about the same probability.
    public struct Bin: Hashable, Sendable {
        /// The mean of their largest probabilities.
        public var stated: Double
        /// The share of them whose most probable zone is the true one.
        public var right: Double
        /// How many they are.
        public var count: Int
    }

    /// One estimate and the truth about it.
    public struct Outcome: Hashable, Sendable {
        /// Metres between estimate and truth.
        public var error: Double
        /// Probability per zone.
        public var probabilities: [Double]
        /// The true one among them; nil when the truth is in none.
        public var trueZone: Int?

        /// An estimate that was `error` metres off.
        public init(error: Double, probabilities: [Double], trueZone: Int?) {
            self.error = error
            self.probabilities = probabilities
            self.trueZone = trueZone
        }

        var likeliest: Int? { probabilities.indices.max { probabilities[$0] < probabilities[$1] } }
        var confidence: Double { probabilities.max() ?? 0 }
        var isHit: Bool { likeliest != nil && likeliest == trueZone }
    }

    /// The score of `outcomes`; all zero when there are none.
    public init(_ outcomes: [Outcome]) {
        guard !outcomes.isEmpty else { return }
        let count = Double(outcomes.count)
        let errors = outcomes.map(\.error).sorted()
        tests = outcomes.count
        median = Self.quantile(errors, 0.5)
        p90 = Self.quantile(errors, 0.9)
        mean = errors.reduce(0, +) / count
        rmse = (errors.reduce(0) { $0 + $1 * $1 } / count).squareRoot()
        zoneAccuracy = Double(outcomes.count(where: \.isHit)) / count
        brier = outcomes.reduce(0) { $0 + Self.squaredMiss($1) } / count
        reliability = Self.reliability(outcomes)
        ece = reliability.reduce(0) { $0 + abs($1.right - $1.stated) * Double($1.count) } / count
        let published = outcomes.filter { $0.confidence >= 0.6 }
        publishedShare = Double(published.count) / count
        publishedAccuracy = Double(published.count(where: \.isHit)) / Double(max(published.count, 1))
    }

    private static func squaredMiss(_ outcome: Outcome) -> Double {
        outcome.probabilities.enumerated().reduce(0) { sum, zone in
            let miss = zone.element - (zone.offset == outcome.trueZone ? 1 : 0)
            return sum + miss * miss
        }
    }

    private static func reliability(_ outcomes: [Outcome]) -> [Bin] {
        let bins = Dictionary(grouping: outcomes) { min(9, max(0, Int(($0.confidence * 10).rounded(.up)) - 1)) }
        return bins.sorted { $0.key < $1.key }.map { _, bin in
            let count = Double(bin.count)
            return Bin(
                stated: bin.reduce(0) { $0 + $1.confidence } / count, right: Double(bin.count(where: \.isHit)) / count,
                count: bin.count)
        }
    }

    /// Source: the linear rule of `numpy.percentile`.
    private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let rank = share * Double(sorted.count - 1)
        let below = Int(rank)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (rank - Double(below)) * (sorted[above] - sorted[below])
    }
}
