/// The way from the root of a document to a value: `broker.url`, `zones[0].minimumLevelDBm`; empty for the root.
struct DocumentPath: Equatable, Sendable {
    let text: String

    static let root = Self(text: "")

    /// The member `key` of the object that is here.
    func key(_ key: String) -> Self {
        Self(text: text.isEmpty ? Self.printable(key) : "\(text).\(Self.printable(key))")
    }

    /// The element `index` of the array that is here.
    func index(_ index: Int) -> Self { Self(text: "\(text)[\(index)]") }

    /// A key as a message may show it: as it is if it is a plain word, else in quotes, without what could forge a
    /// line of a log or change a terminal, and cut.
    static func printable(_ key: String) -> String {
        let longest = 64
        let isPlain = { (byte: UInt8) in TextRule.isLetterOrDigit(byte) || byte == 0x2D || byte == 0x5F }
        if !key.isEmpty, key.utf8.count <= longest, key.utf8.allSatisfy(isPlain) { return key }
        var shown = ""
        for scalar in key.unicodeScalars.prefix(longest) {
            switch scalar {
            case "\"", "\\": shown += "\\\(scalar)"
            case " "..."~": shown.unicodeScalars.append(scalar)
            default: shown += scalar.escaped(asASCII: true)
            }
        }
        return "\"\(shown)\(key.unicodeScalars.count > longest ? "…" : "")\""
    }
}
