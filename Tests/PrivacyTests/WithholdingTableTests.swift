import Testing

@testable import Privacy

/// What a reader who knows the rule can work out, by trying all tables.
struct WithholdingTableTests {
    private let withholding = Withholding(k: 5)

    @Test func `of all tables of three parts, none tells a figure below k, nor one end of them from the other`() {
        expectNothingDerivable(partCount: 3, mostPeople: 36)
    }

    @Test func `of all tables of four parts, none tells a figure below k, nor one end of them from the other`() {
        expectNothingDerivable(partCount: 4, mostPeople: 30)
    }

    @Test func `of all tables of one and two parts, none tells a figure below k`() {
        expectNothingDerivable(partCount: 1, mostPeople: 50)
        expectNothingDerivable(partCount: 2, mostPeople: 50)
    }

    @Test func `large parts are published with their total`() {
        #expect(withholding.released(parts: [7, 12, 5]) == Withholding.Table(total: 24, parts: [7, 12, 5]))
    }

    @Test func `one small part takes the next large one with it, and leaves the total`() {
        #expect(
            withholding.released(parts: [20, 3, 12, 30]) == Withholding.Table(total: 65, parts: [20, nil, nil, 30]))
        #expect(withholding.released(parts: [20, 30, 3]) == Withholding.Table(total: 53, parts: [nil, 30, nil]))
    }

    @Test func `the total goes where it would narrow down what is kept back`() {
        #expect(withholding.released(parts: [20, 1, 5]) == Withholding.Table(total: nil, parts: [20, nil, nil]))
        #expect(withholding.released(parts: []) == Withholding.Table(total: nil, parts: []))
    }

    private func expectNothingDerivable(partCount: Int, mostPeople: Int) {
        var possible = Possibilities()
        forEachTable(partCount: partCount, mostPeople: mostPeople) { parts in
            let table = withholding.released(parts: parts)
            possible.note(parts, under: (table.total, table.parts))
        }
        // What is kept back is at most this where the total is, too: larger tables were not tried.
        possible.expectAmbiguity(mostPublished: mostPeople - partCount * 4 - 5)
    }

    /// All tables of so many parts that add up to at most so many people.
    private func forEachTable(partCount: Int, mostPeople: Int, _ body: ([Int]) -> Void) {
        var parts = Array(repeating: 0, count: partCount)
        func choose(_ place: Int, _ left: Int) {
            guard place < partCount else { return body(parts) }
            for value in 0...left {
                parts[place] = value
                choose(place + 1, left - value)
            }
        }
        choose(0, mostPeople)
    }
}

/// For each thing that may be published, what may be behind it.
private struct Possibilities {
    private var values: [[Int]: [Set<Int>]] = [:]

    mutating func note(_ parts: [Int], under published: (total: Int?, parts: [Int?])) {
        let key = [published.total ?? -1] + published.parts.map { $0 ?? -1 }
        for (index, part) in parts.enumerated() {
            values[key, default: Array(repeating: [], count: parts.count)][index].insert(part)
        }
    }

    /// Wherever a figure may be below k, it may be every number below k.
    func expectAmbiguity(mostPublished: Int) {
        var judged = 0
        for (key, sets) in values where key[0] >= 0 || key.dropFirst().reduce(0, { $0 + max($1, 0) }) <= mostPublished {
            judged += 1
            for set in sets {
                let small = set.filter { $0 < 5 }
                if !small.isEmpty, small != Set(0..<5) { Issue.record("\(key): \(set.sorted())") }
            }
        }
        #expect(judged > 0)
    }
}
