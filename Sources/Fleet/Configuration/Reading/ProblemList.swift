/// Problems as they are found, up to a bound: a hostile document could have one in every few bytes.
struct ProblemList: Sendable {
    /// How many are kept; the others are counted.
    static let most = 100

    private var problems: [ConfigurationProblem] = []
    private var uncounted = 0

    var isEmpty: Bool { problems.isEmpty }

    /// How many were found, kept or not.
    var count: Int { problems.count + uncounted }

    mutating func append(_ problem: ConfigurationProblem) {
        if problems.count < Self.most { problems.append(problem) } else { uncounted += 1 }
    }

    mutating func append(contentsOf other: Self) {
        for problem in other.problems { append(problem) }
        uncounted += other.uncounted
    }

    /// In the order of the text, what has no place first; at one place in the order in which they were found.
    func sorted() -> [ConfigurationProblem] {
        let start = SourcePosition(line: 0, column: 0)
        let ordered = problems.enumerated().sorted { left, right in
            (left.element.position ?? start, left.offset) < (right.element.position ?? start, right.offset)
        }
        guard uncounted > 0 else { return ordered.map(\.element) }
        let rest = "has \(uncounted) more problems (solve these first)"
        return ordered.map(\.element) + [ConfigurationProblem(.syntax, path: .root, at: nil, rest)]
    }
}
