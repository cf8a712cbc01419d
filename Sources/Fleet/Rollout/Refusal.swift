/// Why a desired document is not followed.
public struct Refusal: Error, Equatable, Sendable {
    /// Its version, if it could be trusted that far.
    public var version: Int?
    /// The digest of its payload, if it could be trusted that far.
    public var hash: String?
    /// All that is wrong with it.
    public var problems: [ReportedProblem]
    /// Whether somebody may be trying to harm: a signature that is missing or wrong, or a step below the privacy floor.
    public var isSuspicious = false

    init(version: Int? = nil, hash: String? = nil, _ problems: [ReportedProblem], isSuspicious: Bool = false) {
        self.version = version
        self.hash = hash
        self.problems = problems
        self.isSuspicious = isSuspicious
    }

    init(_ document: DesiredDocument, _ problem: ReportedProblem) {
        self.init(version: document.version, hash: document.hash, [problem])
    }

    init(version: Int? = nil, hash: String? = nil, _ invalid: InvalidConfiguration) {
        self.init(
            version: version, hash: hash, invalid.problems.map { ReportedProblem(path: $0.path, message: $0.message) },
            isSuspicious: invalid.problems.contains { $0.kind == .privacyFloor })
    }

    /// The same, with all problems in the member `key`.
    func below(_ key: String) -> Self {
        var copy = self
        copy.problems = problems.map { problem in
            let path = problem.path.isEmpty ? key : "\(key).\(problem.path)"
            return ReportedProblem(path: path, message: problem.message)
        }
        return copy
    }
}

/// A problem as it is reported.
public struct ReportedProblem: Equatable, Sendable {
    /// The key's path in the configuration, or `version`, `rollout.…`; empty for the document as a whole.
    public var path: String
    /// A sentence that goes on after the path.
    public var message: String

    /// A problem of these parts.
    public init(path: String, message: String) {
        self.path = path
        self.message = message
    }
}
