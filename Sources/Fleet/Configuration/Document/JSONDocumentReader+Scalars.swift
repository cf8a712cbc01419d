extension JSONDocumentReader {
    /// Source: RFC 8259 §3.
    mutating func literal() throws(ConfigurationProblem) -> DocumentValue.Content {
        let names: [(String, DocumentValue.Content)] = [
            ("null", .null), ("true", .boolean(true)), ("false", .boolean(false)),
        ]
        for (name, content) in names where bytes[offset...].starts(with: name.utf8) {
            offset += name.utf8.count
            return content
        }
        throw problem("needs a value here: a text in double quotes, a number, true, false, null, { or [")
    }

    /// number = [ minus ] int [ frac ] [ exp ]. Source: RFC 8259 §6.
    mutating func number() throws(ConfigurationProblem) -> DocumentValue.Content {
        let start = offset
        if next == UInt8(ascii: "-") { offset += 1 }
        if next == UInt8(ascii: "0") { offset += 1 } else { try digits() }
        if let byte = next, isDigit(byte) { throw problem("has a number that begins with 0 (remove the 0)") }
        var isWhole = true
        if next == UInt8(ascii: ".") {
            isWhole = false
            offset += 1
            try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isWhole = false
            offset += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if isWhole, let value = Int(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { throw problem("has a number that is too large") }
        return .number(value)
    }

    private mutating func digits() throws(ConfigurationProblem) {
        guard let byte = next, isDigit(byte) else { throw problem("needs a digit here") }
        while let byte = next, isDigit(byte) { offset += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// Source: RFC 8259 §7.
    mutating func string() throws(ConfigurationProblem) -> String {
        var text: [UInt8] = []
        offset += 1
        while true {
            switch next {
            case UInt8(ascii: "\"")?:
                offset += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\")?: text += Array(String(try escaped()).utf8)
            case .some(0..<0x20):
                throw problem("has a line break or control character in a text (write it as \\n or \\u000a)")
            case .some(let byte):
                text.append(byte)
                offset += 1
            case nil: throw problem("has a text without its closing double quote")
            }
        }
    }

    private mutating func escaped() throws(ConfigurationProblem) -> Unicode.Scalar {
        offset += 1
        let letter = next
        offset += 1
        switch letter {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try numbered()
        default:
            offset = min(offset - 1, bytes.count)
            throw problem("has an unknown escape in a text (write a backslash as \\\\)")
        }
    }

    /// After `\u`: one code unit, or the two of a surrogate pair.
    private mutating func numbered() throws(ConfigurationProblem) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        if UTF16.isLeadSurrogate(first), bytes[offset...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
            offset += 2
            let second = try codeUnit()
            if UTF16.isTrailSurrogate(second) {
                return UTF16.decode(UTF16.EncodedScalar([first, second]))
            }
        }
        throw problem("has half a surrogate pair in a text (give both halves, or the character itself)")
    }

    private mutating func codeUnit() throws(ConfigurationProblem) -> UInt16 {
        let digits = bytes[offset...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw problem("has a \\u without four hexadecimal digits in a text") }
        offset += 4
        return unit
    }
}
