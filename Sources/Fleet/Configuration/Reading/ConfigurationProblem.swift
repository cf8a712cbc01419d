/// What is wrong with a configuration at one place. Never repeats a value of the document: some are secret.
public struct ConfigurationProblem: Error, Hashable, Sendable {
    /// What sort of problem it is.
    public enum Kind: Sendable {
        /// The text is not of its notation, or beyond the bounds of a document.
        case syntax
        /// A key is given twice in the same object.
        case duplicateKey
        /// There is no such key here.
        case unknownKey
        /// A key is missing that has no default.
        case missingKey
        /// A text stands where a number belongs, and the like.
        case wrongType
        /// A value that the key does not allow.
        case outOfRange
        /// A value weaker than the privacy floor that is compiled in.
        case privacyFloor
        /// A value that does not go with that of another key.
        case contradiction
    }

    /// What sort of problem it is.
    public let kind: Kind
    /// The key's path, such as `zones[0].minimumLevelDBm`; empty for the document as a whole.
    public let path: String
    /// Where it is in the text; `nil` if the configuration was not read from a text.
    public let position: SourcePosition?
    /// A sentence that goes on after the path, with a cure in brackets.
    public let message: String

    init(_ kind: Kind, path: DocumentPath, at position: SourcePosition?, _ message: String) {
        self.kind = kind
        self.path = path.text
        self.position = position
        self.message = message
    }
}

extension ConfigurationProblem: CustomStringConvertible {
    /// `12:5: privacy.k: must be …`: line and column as compilers give them, so that editors can go there.
    public var description: String {
        let place = position.map { "\($0.line):\($0.column): " } ?? ""
        return "\(place)\(path.isEmpty ? "the configuration" : "\(path):") \(message)"
    }
}
