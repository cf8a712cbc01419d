/// What is wrong with a table, and where.
public struct CSVProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// The line, from 1; the first one names the columns.
    public let line: Int
    /// What is wrong, with a cure in brackets.
    public let message: String

    public var description: String { "line \(line): \(message)" }
}
