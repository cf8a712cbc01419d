/// The mean of minutes over longer windows, made of nothing but what was told of each minute.
///
/// So it tells nothing that was kept back. A minute that was kept back is anything from 0 to `k - 1`: its middle enters
/// the mean, and its ends the interval. Decision 0003.
public struct NestedMean: Equatable, Sendable {
    private var open: [Sum]

    /// No minute has passed.
    ///
    /// - Parameter lengths: How many lengths of longer windows there are.
    public init(lengths: Int) { open = Array(repeating: Sum(), count: lengths) }

    /// A minute is over.
    ///
    /// - Parameter told: What was told of it; `nil` when it was kept back.
    public mutating func minute(_ told: Withholding.RoundedEstimate?, by withholding: Withholding) {
        let most = Double(withholding.k - 1)
        for length in open.indices {
            open[length].value += told.map { Double($0.value) } ?? most / 2
            open[length].low += told.map { Double($0.low) } ?? 0
            open[length].high += told.map { Double($0.high) } ?? most
            open[length].minutes += 1
        }
    }

    /// A longer window has closed.
    ///
    /// - Parameter length: The place of its length among the longer ones.
    /// - Returns: Its mean and interval; `nil` when no minute of it was given.
    public mutating func closed(length: Int) -> (value: Double, low: Double, high: Double)? {
        defer { open[length] = Sum() }
        let sum = open[length]
        guard sum.minutes > 0 else { return nil }
        return (sum.value / sum.minutes, sum.low / sum.minutes, sum.high / sum.minutes)
    }

    private struct Sum: Equatable, Sendable {
        var value = 0.0, low = 0.0, high = 0.0, minutes = 0.0
    }
}
