/// Reads JSON, strictly: nothing that RFC 8259 does not allow, and of what it leaves open, no key twice in an object,
/// no half of a surrogate pair, no byte order mark, and no number beyond the range of a `Double`.
///
/// Without recursion: nesting costs no stack.
struct JSONDocumentReader {
    var bytes: [UInt8]
    var offset = 0
    var builder: DocumentBuilder
    /// The place that `position` last gave, from which it counts on.
    private var marked = (offset: 0, line: 1, column: 1)

    /// Reads `bytes`, which are valid UTF-8, into `builder`.
    static func read(_ bytes: [UInt8], into builder: inout DocumentBuilder) throws(ConfigurationProblem) {
        var reader = Self(bytes: bytes, builder: builder)
        defer { builder = reader.builder }
        try reader.document()
    }

    private init(bytes: [UInt8], builder: DocumentBuilder) {
        self.bytes = bytes
        self.builder = builder
    }

    /// The byte at `offset`, `nil` at the end.
    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// Where `offset` is. Counts from where it was last asked, so that a document costs one pass.
    mutating func position() -> SourcePosition {
        while marked.offset < offset {
            let byte = bytes[marked.offset]
            if byte == UInt8(ascii: "\n") {
                marked.line += 1
                marked.column = 1
            } else if byte & 0xC0 != 0x80 {
                marked.column += 1
            }
            marked.offset += 1
        }
        return SourcePosition(line: marked.line, column: marked.column)
    }

    /// The problem that `message` tells, here.
    mutating func problem(_ message: String) -> ConfigurationProblem { builder.problem(message, at: position()) }

    /// JSON-text = ws value ws. Source: RFC 8259 §2.
    private mutating func document() throws(ConfigurationProblem) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw problem("begins with a byte order mark (save the file in UTF-8 without one)")
        }
        repeat {
            if try value() { try ends() }
        } while builder.isOpen
        skipWhiteSpace()
        guard next == nil else { throw problem("goes on after its end (remove what stands here)") }
    }

    /// Reads a value, or the beginning of one; in an object its key first. Returns whether the value is complete.
    private mutating func value() throws(ConfigurationProblem) -> Bool {
        skipWhiteSpace()
        if builder.expectsKey { try key() }
        let start = position()
        switch next {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let isObject = next == UInt8(ascii: "{")
            try builder.begin(object: isObject, at: start)
            offset += 1
            skipWhiteSpace()
            guard next == UInt8(ascii: isObject ? "}" : "]") else { return false }
            offset += 1
            builder.end()
        case UInt8(ascii: "\""): try builder.scalar(.string(try string()), at: start)
        case UInt8(ascii: "-"), .some(0x30...0x39): try builder.scalar(number(), at: start)
        default: try builder.scalar(literal(), at: start)
        }
        return true
    }

    private mutating func key() throws(ConfigurationProblem) {
        let start = position()
        guard next == UInt8(ascii: "\"") else { throw problem("needs a key in double quotes here") }
        builder.key(try string(), at: start)
        skipWhiteSpace()
        guard next == UInt8(ascii: ":") else { throw problem("needs a colon between its key and its value here") }
        offset += 1
        skipWhiteSpace()
    }

    /// After a complete value: the ends of all that ends with it, and the comma before the next.
    private mutating func ends() throws(ConfigurationProblem) {
        while builder.isOpen {
            skipWhiteSpace()
            let end: Unicode.Scalar = builder.isInObject ? "}" : "]"
            guard next == UInt8(ascii: end) else {
                guard next == UInt8(ascii: ",") else { throw problem("needs a comma or \(end) here") }
                offset += 1
                return
            }
            offset += 1
            builder.end()
        }
    }

    private mutating func skipWhiteSpace() {
        while let byte = next, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { offset += 1 }
    }
}
