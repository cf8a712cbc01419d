/// One thing that is wrong with a floor plan.
public struct PlanProblem: Hashable, Sendable, CustomStringConvertible {
    /// Where: `zones[2].outline`.
    public var path: String
    /// What, as a sentence fragment in lower case.
    public var message: String

    public var description: String { "\(path): \(message)" }
}

/// A floor plan that cannot be used, with every reason at once.
public struct InvalidPlan: Error, Hashable, CustomStringConvertible {
    /// All that is wrong; never empty.
    public var problems: [PlanProblem]

    public var description: String {
        "cannot use the floor plan: " + problems.map(\.description).joined(separator: "; ")
    }
}
