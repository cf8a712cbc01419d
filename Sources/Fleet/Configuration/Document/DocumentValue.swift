/// A value in a document, whether that was JSON or YAML, and where it stood.
public struct DocumentValue: Sendable {
    /// What a value can be.
    public enum Content: Equatable, Sendable {
        case null
        case boolean(Bool)
        /// A number written without fraction and exponent that fits.
        case integer(Int)
        /// Any other number; always finite.
        case number(Double)
        case string(String)
        case array([DocumentValue])
        /// The members in the order of the document. A document that was read has no key twice in one object.
        case object([DocumentMember])
    }

    /// What it is.
    public var content: Content
    /// Where it begins, if it was read from a text.
    public var position: SourcePosition?

    /// A value of this content.
    public init(_ content: Content, at position: SourcePosition? = nil) {
        self.content = content
        self.position = position
    }
}

/// A key of an object with its value.
public struct DocumentMember: Sendable {
    /// The key.
    public var key: String
    /// The value.
    public var value: DocumentValue
    /// Where the key begins, if it was read from a text.
    public var position: SourcePosition?

    /// A member of these parts.
    public init(_ key: String, _ value: DocumentValue, at position: SourcePosition? = nil) {
        self.key = key
        self.value = value
        self.position = position
    }
}

extension DocumentValue: Equatable {
    /// Whether both say the same, wherever they stood.
    public static func == (left: Self, right: Self) -> Bool { left.content == right.content }
}

extension DocumentMember: Equatable {
    /// Whether both say the same, wherever they stood.
    public static func == (left: Self, right: Self) -> Bool { left.key == right.key && left.value == right.value }
}
