import Testing

@testable import Privacy

/// What a reader who knows the rule can work out, by trying all tables.
struct WithholdingTableTests {
    private let withholding = Withholding(k: 5)

    @Test func `of all tables of three parts, none tells a figure below k, nor one end of them from the other`() {
        expectNothingDerivable(partCount: 3, values: 0..<22)
    }

    @Test func `of all tables of four parts, none tells a figure below k, nor one end of them from the other`() {
        expectNothingDerivable(partCount: 4, values: 0..<12)
    }

    @Test func `of all tables of one and two parts, none tells a figure below k`() {
        expectNothingDerivable(partCount: 1, values: 0..<50)
        expectNothingDerivable(partCount: 2, values: 0..<50)
    }

    @Test func `a total that comes after its parts tells nothing that they kept back`() {
        var possible: [String: [Set<Int>]] = [:]
        forEachTable(partCount: 4, values: 0..<8) { parts in
            let total = withholding.released(total: parts.reduce(0, +), afterParts: parts)
            note(parts, under: "\(parts.map { withholding.released($0) }) \(total as Any)", in: &possible)
        }
        expectAmbiguity(possible)
    }

    @Test func `large parts are published with their total`() {
        #expect(withholding.released(parts: [7, 12, 5]) == Withholding.Table(total: 24, parts: [7, 12, 5]))
        #expect(withholding.released(total: 24, afterParts: [7, 12, 5]) == 24)
    }

    @Test func `one small part takes the next large one with it, and leaves the total`() {
        #expect(
            withholding.released(parts: [20, 3, 12, 30]) == Withholding.Table(total: 65, parts: [20, nil, nil, 30]))
        #expect(withholding.released(parts: [20, 30, 3]) == Withholding.Table(total: 53, parts: [nil, 30, nil]))
    }

    @Test func `the total goes where it would narrow down what is kept back`() {
        #expect(withholding.released(parts: [20, 1, 5]) == Withholding.Table(total: nil, parts: [20, nil, nil]))
        #expect(withholding.released(total: 23, afterParts: [3, 20]) == nil)
        #expect(withholding.released(parts: []) == Withholding.Table(total: nil, parts: []))
    }

    private func expectNothingDerivable(partCount: Int, values: Range<Int>) {
        var possible: [String: [Set<Int>]] = [:]
        forEachTable(partCount: partCount, values: values) { parts in
            note(parts, under: "\(withholding.released(parts: parts))", in: &possible)
        }
        #expect(!possible.isEmpty)
        expectAmbiguity(possible)
    }

    /// Wherever a figure may be below k, it may be every number below k.
    private func expectAmbiguity(_ possible: [String: [Set<Int>]]) {
        for (output, values) in possible {
            for set in values {
                let small = set.filter { $0 < 5 }
                #expect(small.isEmpty || small == Set(0..<5), "\(output): \(set.sorted())")
            }
        }
    }

    private func note(_ parts: [Int], under output: String, in possible: inout [String: [Set<Int>]]) {
        var sets = possible[output] ?? Array(repeating: [], count: parts.count)
        for (index, part) in parts.enumerated() { sets[index].insert(part) }
        possible[output] = sets
    }

    private func forEachTable(partCount: Int, values: Range<Int>, _ body: ([Int]) -> Void) {
        var parts = Array(repeating: values.lowerBound, count: partCount)
        while true {
            body(parts)
            var place = 0
            while place < partCount, parts[place] == values.upperBound - 1 {
                parts[place] = values.lowerBound
                place += 1
            }
            if place == partCount { return }
            parts[place] += 1
        }
    }
}
