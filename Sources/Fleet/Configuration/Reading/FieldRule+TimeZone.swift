extension FieldRule where Value == String {
    /// The name of a time zone. Whether there is one of this name the machine's own data know.
    ///
    /// Source: IANA Time Zone Database, "Theory and pragmatics", on names.
    static let timeZoneName = Self(
        expectation: "the IANA name of a time zone", example: "Europe/Berlin",
        decode: { content throws(FieldFault) in
            guard case .string(let text) = content else { throw FieldFault(kind: .wrongType) }
            let levels = text.split(separator: "/", omittingEmptySubsequences: false)
            guard text.utf8.count <= 64, levels.allSatisfy(isLevel) else { throw FieldFault(kind: .outOfRange) }
            return text
        },
        encode: { .string($0) },
        schema: .text(
            pattern: "^[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z][A-Za-z0-9_+-]*)*$", lengths: 1...64))

    private static func isLevel(_ level: Substring) -> Bool {
        guard let first = level.utf8.first, TextRule.isLetterOrDigit(first), !(0x30...0x39).contains(first) else {
            return false
        }
        return level.utf8.allSatisfy { TextRule.isLetterOrDigit($0) || "_+-".utf8.contains($0) }
    }
}
