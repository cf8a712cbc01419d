/// A call to the kernel that did not succeed.
public struct SystemFailure: Error, Equatable, Sendable {
    /// `errno`.
    public let code: Int32
    /// What was tried: `create`, `start thread`.
    public let operation: String
    /// On what.
    public let object: String
}
