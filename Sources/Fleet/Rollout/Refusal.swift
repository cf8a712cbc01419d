import Signing

/// Why a desired document is not followed.
public struct Refusal: Error, Equatable, Sendable {
    /// Its version, if it could be trusted that far.
    public var version: Int?
    /// The digest of its payload, if it could be trusted that far.
    public var hash: String?
    /// The digest of the message, if it could not be trusted.
    public var untrusted: String?
    /// All that is wrong with it.
    public var problems: [ReportedProblem]
    /// Whether somebody may be trying to harm: a signature that is missing or wrong, or a step below the privacy floor.
    public var isSuspicious = false

    /// The refusal of a message that nobody answers for.
    init(_ message: [UInt8], _ fault: SignatureFault) {
        untrusted = SHA256Digest(of: message).hexadecimal
        problems = [ReportedProblem(path: "", message: fault.description)]
        isSuspicious = fault.isSuspicious
    }

    init(_ document: DesiredDocument, _ problem: ReportedProblem) {
        version = document.version
        hash = document.hash
        problems = [problem]
    }

    init(version: Int? = nil, hash: String? = nil, _ invalid: InvalidConfiguration) {
        self.version = version
        self.hash = hash
        problems = invalid.problems.map { ReportedProblem(path: $0.path, message: $0.message) }
        isSuspicious = invalid.problems.contains { $0.kind == .privacyFloor }
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
