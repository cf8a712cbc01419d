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
    /// The digest of the message that could not be trusted, as it came: not told, but one that the broker hands out again
    /// is known by it, and another one with the same fault is another one.
    public var untrusted: String?

    /// An outcome of these members.
    public init(
        version: Int?, status: ConfigurationReport.Status, problems: [ReportedProblem], at: WallTime, hash: String?,
        untrusted: String? = nil
    ) {
        self.version = version
        self.status = status
        self.problems = problems
        self.at = at
        self.hash = hash
        self.untrusted = untrusted
    }

    /// Whether it is of the same document and says the same of it, whenever that was.
    func says(the other: Self) -> Bool {
        var other = other
        other.at = at
        return self == other
    }
}
