import Signing

extension FieldRule where Value == [String] {
    /// Public keys, or files that hold one.
    static let publicKeys = texts(
        "a list of public Ed25519 keys (43 letters of base64url each, as footfall fleet keygen prints) or absolute paths",
        example: "[/etc/footfall/fleet.pub]",
        element: .text(pattern: "^(?:[A-Za-z0-9_-]{43}|/[^\\u0000-\\u001f\\u007f-\\u009f]*)$", lengths: 1...4095)
    ) { TextRule.isAbsolutePath($0) || VerificationKey(text: $0) != nil }

    /// Sensors of a site.
    static let sensors = texts(
        "a list of at most 64 sensors, each 1 to 63 lower-case letters, digits and hyphens", example: "[entrance]",
        element: .identifier, isAllowed: TextRule.isIdentifier)

    private static func texts(
        _ expectation: String, example: String, element: Schema, isAllowed: @escaping @Sendable (String) -> Bool
    ) -> Self {
        Self(
            expectation: expectation, example: example,
            decode: { content throws(FieldFault) in
                guard case .array(let elements) = content else { throw FieldFault(kind: .wrongType) }
                guard elements.count <= 64 else { throw FieldFault(kind: .outOfRange) }
                var texts: [String] = []
                for element in elements {
                    guard case .string(let text) = element.content else { throw FieldFault(kind: .wrongType) }
                    guard isAllowed(text) else { throw FieldFault(kind: .outOfRange) }
                    texts.append(text)
                }
                return texts
            },
            encode: { .array($0.map(DocumentValue.text)) },
            schema: .array(of: element).with("maxItems", DocumentValue(.integer(64))))
    }
}
