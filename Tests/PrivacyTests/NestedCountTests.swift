import Testing

@testable import Privacy

/// What a reader of nested windows can work out: knowing the rule.
struct NestedCountTests {
    private let withholding = Withholding(k: 5)

    @Test func `who knows the rule cannot tell a withheld quarter from any other below k`() {
        // Two hours of three quarters, each of 0 to 6: all 117,649 days.
        var behind: [[Int]: [Set<Int>]] = [:]
        for number in 0..<117_649 {
            var rest = number
            let counts = (0..<6).map { _ -> Int in
                defer { rest /= 7 }
                return rest % 7
            }
            let key = told(counts, hours: 2)
            for (quarter, count) in counts.enumerated() {
                behind[key, default: Array(repeating: [], count: 6)][quarter].insert(count)
            }
        }
        for (key, quarters) in behind {
            for values in quarters where values.contains(where: { $0 < 5 }) && values != Set(0..<5) {
                Issue.record("\(key): \(values.sorted())")
                return
            }
        }
    }

    @Test func `an hour with one withheld quarter is withheld, and does not withhold its day`() {
        var count = NestedCount(lengths: 3)
        #expect([9, 3, 8, 7].map { count.closed(length: 0, count: $0, by: withholding) } == [9, nil, 8, 7])
        #expect(count.closed(length: 1, count: 27, by: withholding) == nil)
        #expect([4, 4, 20, 20].map { count.closed(length: 0, count: $0, by: withholding) } == [nil, nil, 20, 20])
        #expect(count.closed(length: 1, count: 48, by: withholding) == nil)
        #expect(
            count.closed(length: 2, count: 75, by: withholding) == nil, "3 + 4 + 4 of at most 8 in which each is free")
        for quarters in [[4, 1, 20, 20], [0, 0, 9, 9]] {
            for quarter in quarters { _ = count.closed(length: 0, count: quarter, by: withholding) }
            _ = count.closed(length: 1, count: quarters.reduce(0, +), by: withholding)
        }
        #expect(count.closed(length: 2, count: 63, by: withholding) == 63)
    }

    @Test func `small quarters that make an hour are told as the hour`() {
        var count = NestedCount(lengths: 2)
        for quarter in [3, 2, 4, 1] { #expect(count.closed(length: 0, count: quarter, by: withholding) == nil) }
        #expect(count.closed(length: 1, count: 10, by: withholding) == 10)
        for quarter in [4, 4, 4, 4] { _ = count.closed(length: 0, count: quarter, by: withholding) }
        #expect(count.closed(length: 1, count: 16, by: withholding) == nil, "it could be nothing but 4, four times")
    }

    @Test func `what nobody could count is kept back like a small count`() {
        var count = NestedCount(lengths: 2)
        for quarter in [20, nil, 20, 20] { _ = count.closed(length: 0, count: quarter, by: withholding) }
        #expect(count.closed(length: 1, count: 63, by: withholding) == nil)
    }

    /// What is told of a day of so many hours with equally many quarters each: the place of a window, and its count.
    private func told(_ counts: [Int], hours: Int) -> [Int] {
        var nested = NestedCount(lengths: 3)
        var told: [Int] = []
        func close(_ length: Int, _ quarters: Range<Int>) {
            let sum = counts[quarters].reduce(0, +)
            guard let count = nested.closed(length: length, count: sum, by: withholding) else { return }
            told += [length * 100 + quarters.lowerBound, count]
        }
        let quarters = counts.count / hours
        for hour in 0..<hours {
            for quarter in hour * quarters..<(hour + 1) * quarters { close(0, quarter..<quarter + 1) }
            close(1, hour * quarters..<(hour + 1) * quarters)
        }
        close(2, 0..<counts.count)
        return told
    }
}
