/// What a text may be, character by character.
enum TextRule {
    /// a–z, A–Z, 0–9.
    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isLowerCaseOrDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    /// a–z, 0–9.
    static func isLowerCaseOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// What ``isIdentifier(_:)`` allows, as a regular expression.
    static let identifierPattern = "^[a-z0-9](?:[a-z0-9-]{0,62})$"

    /// `^[a-z0-9](?:[a-z0-9-]{0,62})$`: sites, sensors, zones.
    static func isIdentifier(_ text: String) -> Bool {
        (1...63).contains(text.utf8.count) && text.utf8.first != UInt8(ascii: "-")
            && text.utf8.allSatisfy { isLowerCaseOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    /// What the kernel accepts as the name of a network interface, as far as it is ASCII that can be seen.
    ///
    /// Source: Linux net/core/dev.c `dev_valid_name`; linux/if.h `IFNAMSIZ`.
    static func isInterfaceName(_ text: String) -> Bool {
        (1...15).contains(text.utf8.count) && text != "." && text != ".."
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":") }
    }

    /// An absolute path without control characters, within Linux's `PATH_MAX`.
    static func isAbsolutePath(_ text: String) -> Bool {
        text.hasPrefix("/") && text.utf8.count < 4096 && text.unicodeScalars.allSatisfy(isPrintable)
    }

    /// What identifies an MQTT client: 1 to 136 letters, digits and `-` `_` `.` `:`.
    static func isClientIdentifier(_ text: String) -> Bool {
        (1...136).contains(text.utf8.count) && text.utf8.allSatisfy { isLetterOrDigit($0) || "-_.:".utf8.contains($0) }
    }

    /// Levels of a topic, of letters, digits, `-` and `_`, without wildcards and empty levels; 64 bytes at most.
    static func isTopicPrefix(_ text: String) -> Bool {
        guard (1...64).contains(text.utf8.count) else { return false }
        return text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { level in
            !level.isEmpty && level.utf8.allSatisfy { isLetterOrDigit($0) || "-_".utf8.contains($0) }
        }
    }

    /// 1 to 256 bytes without control characters.
    static func isUserName(_ text: String) -> Bool {
        (1...256).contains(text.utf8.count) && text.unicodeScalars.allSatisfy(isPrintable)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        ![.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
}

extension FieldRule where Value == String {
    /// The name of a site, a sensor or a zone, which becomes a level of topics.
    static func identifier(example: String) -> Self {
        text(
            "1 to 63 lower-case letters, digits and hyphens, no hyphen first", example, TextRule.isIdentifier,
            schema: .identifier)
    }

    /// The name of a Linux network interface.
    static let interfaceName = text(
        "the name of a network interface, 1 to 15 characters without / and :", "wlan0mon", TextRule.isInterfaceName,
        schema: .text(pattern: "^(?!\\.{1,2}$)[!-.0-9;-~]{1,15}$"))

    /// A file, for example `example`.
    static func filePath(example: String) -> Self {
        text(
            "an absolute path", example, TextRule.isAbsolutePath,
            schema: .text(pattern: "^/[^\\u0000-\\u001f\\u007f-\\u009f]*$", lengths: 1...4095))
    }

    /// What identifies an MQTT client.
    static let clientIdentifier = text(
        "1 to 136 letters, digits, hyphens, underlines, dots and colons", "footfall-shop-12-entrance",
        TextRule.isClientIdentifier, schema: .text(pattern: "^[A-Za-z0-9_.:-]{1,136}$"))

    /// The beginning of topics.
    static let topicPrefix = text(
        "1 to 64 letters, digits, hyphens and underlines, with / between levels", "homeassistant",
        TextRule.isTopicPrefix, schema: .text(pattern: "^[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*$", lengths: 1...64))

    /// A name to sign on with.
    static let userName = text(
        "1 to 256 bytes without control characters", "sensor-entrance", TextRule.isUserName,
        schema: .text(pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$", lengths: 1...256))

    private static func text(
        _ expectation: String, _ example: String, _ isAllowed: @escaping @Sendable (String) -> Bool,
        schema: Schema
    ) -> Self {
        Self(
            expectation: expectation, example: example,
            decode: { content throws(FieldFault) in
                guard case .string(let text) = content else { throw notText(content) }
                guard isAllowed(text) else { throw FieldFault(kind: .outOfRange) }
                return text
            },
            encode: { .string($0) }, schema: schema)
    }

    /// A YAML scalar such as `12` or `true` that was meant as a text wants quotes.
    static func notText(_ content: DocumentValue.Content) -> FieldFault {
        switch content {
        case .integer, .number, .boolean:
            FieldFault(kind: .wrongType, cure: "put it in double quotes to make it a text")
        default: FieldFault(kind: .wrongType)
        }
    }
}
