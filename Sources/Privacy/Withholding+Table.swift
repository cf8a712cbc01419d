/// Complementary withholding: what is kept back must not be found again by subtracting what is published.
extension Withholding {
    /// A total and the parts that make it up, as they may be published together.
    public struct Table: Equatable, Sendable {
        /// The total; `nil` when it is kept back.
        public var total: Int?
        /// The parts in their order; `nil` where one is kept back.
        public var parts: [Int?]
    }

    /// Parts that make up a total, with that total.
    ///
    /// Every part below `k` is kept back. What these add up to could be had by subtraction, so one more part is kept back
    /// with them: the next one in the site's order that is not small, whatever its value, since a choice by value would
    /// tell of values. The total is published only when whatever was kept back may still be any number from 0 to
    /// `k - 1`, also for a reader who knows this rule. With m parts below `k` that is so when the parts kept back add up
    /// to at least m (k - 1) + k + 1; where all parts are small, when they add up to k … (m - 1)(k - 1).
    ///
    /// - Parameter parts: All of them, people who are nowhere else among them as a part of their own; each at least 0.
    public func released(parts: [Int]) -> Table {
        let total = parts.reduce(0, +)
        var published = parts.map { released($0) }
        let small = parts.indices.filter { published[$0] == nil }
        guard let first = small.first else { return Table(total: released(total), parts: published) }
        let order = (1..<max(parts.count, 1)).map { (first + $0) % parts.count }
        guard let companion = order.first(where: { published[$0] != nil }) else {
            return Table(total: releasedOfSmall(total, parts: small.count), parts: published)
        }
        published[companion] = nil
        let withheld = (small + [companion]).reduce(0) { $0 + parts[$1] }
        let isHidden = withheld > small.count * (k - 1) + k
        return Table(total: isHidden ? total : nil, parts: published)
    }

    /// What parts below `k` add up to, when each of them may still be any number from 0 to `k - 1`.
    private func releasedOfSmall(_ sum: Int, parts count: Int) -> Int? {
        sum >= k && sum <= (count - 1) * (k - 1) ? sum : nil
    }
}
