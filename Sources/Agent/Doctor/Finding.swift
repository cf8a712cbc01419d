/// What an examination has found of one thing.
public struct Finding: Equatable, Sendable {
    /// How grave it is. Raw values are printed.
    public enum Level: String, Sendable {
        /// As it should be.
        case ok
        /// The agent works, but.
        case warning
        /// The agent does not work so.
        case problem
    }

    /// What was examined.
    public let check: String
    /// How grave it is.
    public let level: Level
    /// What was found, in a sentence without a full stop.
    public let what: String
    /// What to do; `nil` where there is nothing to do.
    public let cure: String?

    init(_ check: String, _ level: Level, _ what: String, cure: String? = nil) {
        self.check = check
        self.level = level
        self.what = what
        self.cure = cure
    }
}
