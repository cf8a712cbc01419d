/// What may be told of a count in windows that nest, the shorter ones being told first: quarters, their hour, the day.
///
/// A shortest window is told when it counts `k` or more. A longer one is told when whatever its told parts leave over is
/// nothing at all, or `k` or more and small enough for each window that was kept back to be any number from 0 to `k - 1`
/// still, also for a reader who knows this rule. So no sum and no difference of what was told is a count below `k`.
/// Decision 0003.
public struct NestedCount: Equatable, Sendable {
    /// For each longer length, what has closed within its open window.
    private var open: [Residue]

    /// Nothing has closed yet.
    ///
    /// - Parameter lengths: How many lengths of windows there are.
    public init(lengths: Int) { open = Array(repeating: Residue(), count: lengths - 1) }

    /// A window has closed. Of windows that end together, the shorter ones are given first.
    ///
    /// - Parameters:
    ///   - length: The place of its length among all, 0 for the shortest.
    ///   - count: What was counted in it; `nil` when nobody can say.
    /// - Returns: The count, or `nil` when it is to be kept back.
    public mutating func closed(length: Int, count: Int?, by withholding: Withholding) -> Int? {
        guard length > 0 else {
            let told = count.flatMap { withholding.released($0) }
            open.indices.first.map { open[$0].add(Residue(hidden: withholding.k - 1), told: told, k: withholding.k) }
            return told
        }
        let parts = open[length - 1]
        open[length - 1] = Residue()
        let told = count.flatMap { parts.mayTell($0, k: withholding.k) ? $0 : nil }
        if length < open.count { open[length].add(parts, told: told, k: withholding.k) }
        return told
    }

    /// The windows that have closed within an open one: what those told add up to, and what the others may.
    private struct Residue: Equatable, Sendable {
        var told = 0
        /// Each number from 0 to this may be what was kept back: nothing that was told says otherwise.
        var hidden = 0

        /// Whether the count of the window around them may be told.
        func mayTell(_ count: Int, k: Int) -> Bool {
            if hidden == 0 { return count >= k }
            return count - told >= k && count - told <= highest(k)
        }

        /// More than this, and no window that was kept back could be 0.
        private func highest(_ k: Int) -> Int { hidden - (k - 1) }

        /// Adds a window that has closed, with the windows in it.
        mutating func add(_ parts: Residue, told count: Int?, k: Int) {
            if let count {
                told += count
            } else {
                told += parts.told
                // Where it could have been told, that it was not says that it is small, or very large.
                hidden += parts.highest(k) >= k ? k - 1 : parts.hidden
            }
        }
    }
}
