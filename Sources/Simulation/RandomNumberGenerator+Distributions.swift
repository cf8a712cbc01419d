extension RandomNumberGenerator {
    /// A number that is evenly spread over 0 ..< 1, to 53 bits.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number that is evenly spread over `range`.
    mutating func uniform(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
    }

    /// A number whose logarithm is evenly spread over `range`, which lies above zero: no scale is preferred.
    mutating func logUniform(in range: ClosedRange<Double>) -> Double {
        exponential(uniform(in: naturalLogarithm(range.lowerBound)...naturalLogarithm(range.upperBound)))
    }

    /// A whole number out of `range`, each as likely as the others to within 2⁻³².
    mutating func integer(in range: ClosedRange<Int>) -> Int {
        let count = UInt64(range.upperBound - range.lowerBound + 1)
        return range.lowerBound + Int(((next() >> 32) * count) >> 32)
    }

    /// Whether something happens that happens in a share of `probability` of all cases.
    mutating func happens(_ probability: Double) -> Bool { uniform() < probability }

    /// A waiting time until the next of events that come at random, `mean` apart on average.
    mutating func exponentialWait(mean: Double) -> Double { -mean * naturalLogarithm(1 - uniform()) }

    /// A normally distributed number.
    ///
    /// Source: G. Marsaglia, T. A. Bray, "A convenient method for generating normal variables", SIAM Review 6 (1964).
    mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
        while true {
            let first = 2 * uniform() - 1
            let second = 2 * uniform() - 1
            let square = first * first + second * second
            if square > 0, square < 1 {
                return mean + deviation * first * (-2 * naturalLogarithm(square) / square).squareRoot()
            }
        }
    }

    /// A number whose logarithm is normally distributed.
    mutating func logNormal(median: Double, logDeviation: Double) -> Double {
        median * exponential(normal(deviation: logDeviation))
    }

    /// An index into `weights`, as likely as its weight is of their sum.
    mutating func index(weightedBy weights: [Double]) -> Int {
        var left = uniform() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return index }
        }
        return weights.count - 1
    }
}
