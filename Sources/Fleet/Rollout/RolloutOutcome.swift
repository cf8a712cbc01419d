public import Timekeeping

/// What became of a desired document.
public struct RolloutOutcome: Equatable, Sendable {
    /// Its version; `nil` when it could not be trusted to have one.
    public var version: Int?
    /// What became of it.
    public var status: ConfigurationReport.Status
    /// Why it was not applied.
    public var problems: [ReportedProblem]
    /// When that was decided.
    public var at: WallTime
    /// Its digest; `nil` when it could not be trusted to have one.
    public var hash: String?

    /// An outcome of these members.
    public init(
        version: Int?, status: ConfigurationReport.Status, problems: [ReportedProblem], at: WallTime, hash: String?
    ) {
        self.version = version
        self.status = status
        self.problems = problems
        self.at = at
        self.hash = hash
    }

    /// Whether it says the same, whenever that was.
    func says(the other: Self) -> Bool {
        var other = other
        other.at = at
        return self == other
    }
}
