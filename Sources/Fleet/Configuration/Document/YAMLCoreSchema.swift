/// What a plain (unquoted) scalar means. Source: YAML 1.2.2 §10.3.2, the core schema.
enum YAMLCoreSchema {
    /// The value that `text` stands for; `nil` for the infinities and not-a-number, which JSON lacks, and for what
    /// exceeds the range of a `Double`.
    static func content(of text: String) -> DocumentValue.Content? {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .boolean(true)
        case "false", "False", "FALSE": return .boolean(false)
        case ".nan", ".NaN", ".NAN": return nil
        default: break
        }
        let unsigned = text.first == "-" || text.first == "+" ? text.dropFirst() : Substring(text)
        if [".inf", ".Inf", ".INF"].contains(unsigned) { return nil }
        if text.hasPrefix("0o") { return whole(text.dropFirst(2), radix: 8) ?? .string(text) }
        if text.hasPrefix("0x") { return whole(text.dropFirst(2), radix: 16) ?? .string(text) }
        guard isDecimal(unsigned) else { return .string(text) }
        if let value = Int(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { return nil }
        return .number(value)
    }

    private static func whole(_ digits: Substring, radix: Int) -> DocumentValue.Content? {
        guard let first = digits.first, first != "-", first != "+" else { return nil }
        return Int(digits, radix: radix).map { .integer($0) }
    }

    /// Whether it is `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`.
    private static func isDecimal(_ text: Substring) -> Bool {
        var rest = text.utf8[...]
        let whole = dropDigits(&rest)
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            fraction = dropDigits(&rest)
        }
        guard whole + fraction > 0 else { return false }
        guard rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else { return rest.isEmpty }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        return dropDigits(&rest) > 0 && rest.isEmpty
    }

    private static func dropDigits(_ text: inout Substring.UTF8View) -> Int {
        let count = text.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        text = text.dropFirst(count)
        return count
    }
}
