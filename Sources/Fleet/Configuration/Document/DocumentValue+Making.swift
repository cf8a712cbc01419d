/// For who writes documents.
extension DocumentValue {
    /// A text.
    public static func text(_ text: String) -> Self { Self(.string(text)) }

    /// An array.
    public static func list(_ elements: [DocumentValue]) -> Self { Self(.array(elements)) }

    /// An array of texts.
    public static func words(_ words: [String]) -> Self { list(words.map(Self.text)) }

    /// An object of these members, in their order. No key may be there twice.
    public static func members(_ members: [(String, DocumentValue)]) -> Self {
        Self(.object(members.map { DocumentMember($0.0, $0.1) }))
    }

    /// An object of these members, in their order. No key may be there twice.
    public static func members(_ members: KeyValuePairs<String, DocumentValue>) -> Self {
        .members(members.map { ($0.key, $0.value) })
    }

    /// A text, or `null`.
    public static func textOrNull(_ text: String?) -> Self { Self(text.map { .string($0) } ?? .null) }
}
