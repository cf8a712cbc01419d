/// A configuration that was refused, and all that is wrong with it.
public struct InvalidConfiguration: Error, Equatable, Sendable {
    /// At least one; in the order of the text.
    public let problems: [ConfigurationProblem]

    init(problems: [ConfigurationProblem]) {
        precondition(!problems.isEmpty, "a configuration without a problem is valid")
        self.problems = problems
    }
}

extension InvalidConfiguration: CustomStringConvertible {
    /// One problem a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
