import Timekeeping

/// Writes JSON text (RFC 8259), member by member, in the order of the calls.
///
/// A payload is written some ten times faster than by an encoder over dynamic containers, and its members always stand
/// in the same order.
struct JSONText: Sendable {
    /// What was written so far, UTF-8.
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    init(capacity: Int = 512) { bytes.reserveCapacity(capacity) }

    /// `{ … }`
    mutating func object(_ body: (inout JSONText) -> Void) { nested(open: "{", close: "}", body) }

    /// `"name": { … }`
    mutating func object(_ name: StaticString, _ body: (inout JSONText) -> Void) {
        self.name(name)
        object(body)
    }

    /// `"name": [ … ]`, each element written by `body` as an object.
    mutating func array<Elements: Sequence>(
        _ name: StaticString, _ elements: Elements, _ body: (inout JSONText, Elements.Element) -> Void
    ) {
        self.name(name)
        nested(open: "[", close: "]") { text in
            for element in elements { text.object { body(&$0, element) } }
        }
    }

    mutating func member(_ name: StaticString, _ value: String) {
        self.name(name)
        quote(value)
    }

    mutating func member(_ name: StaticString, _ value: Int) {
        self.name(name)
        number(value)
    }

    mutating func member(_ name: StaticString, _ value: Bool) {
        self.name(name)
        append(value ? "true" : "false")
    }

    mutating func member(_ name: StaticString, _ value: WallTime) {
        self.name(name)
        bytes.append(UInt8(ascii: "\""))
        value.appendRFC3339(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// A number with three decimals at most, trailing zeros left out. Not finite: `null`, which JSON has instead.
    mutating func member(_ name: StaticString, _ value: Double) {
        self.name(name)
        decimal(value)
    }

    mutating func member(_ name: StaticString, _ value: Int?) {
        guard let value else { return null(name) }
        member(name, value)
    }

    mutating func member(_ name: StaticString, _ value: Double?) {
        guard let value else { return null(name) }
        member(name, value)
    }

    /// A random identifier as text of the form 8-4-4-4-12 hexadecimal digits (RFC 9562 §4).
    mutating func member(_ name: StaticString, uuid words: (UInt64, UInt64)) {
        self.name(name)
        bytes.append(UInt8(ascii: "\""))
        hexadecimal(words.0 >> 32, digits: 8)
        for part in [words.0 >> 16, words.0, words.1 >> 48] {
            bytes.append(UInt8(ascii: "-"))
            hexadecimal(part, digits: 4)
        }
        bytes.append(UInt8(ascii: "-"))
        hexadecimal(words.1, digits: 12)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func null(_ name: StaticString) {
        self.name(name)
        append("null")
    }

    /// A name that is known only at run time, with a number.
    mutating func member(named name: String, _ value: Double) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        decimal(value)
        needsComma = true
    }

    private mutating func name(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(name)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = true
    }

    private mutating func nested(open: StaticString, close: StaticString, _ body: (inout JSONText) -> Void) {
        if needsComma, bytes.last != UInt8(ascii: ":") { bytes.append(UInt8(ascii: ",")) }
        append(open)
        needsComma = false
        body(&self)
        append(close)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                append("\\u00")
                hexadecimal(UInt64(byte), digits: 2)
            default:
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func number(_ value: Int) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        digits(value.magnitude)
    }

    private mutating func digits(_ value: UInt) {
        if value >= 10 { digits(value / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
    }

    private mutating func decimal(_ value: Double) {
        guard let thousandths = Int(exactly: (value * 1_000).rounded()) else { return append("null") }
        if thousandths < 0 { bytes.append(UInt8(ascii: "-")) }
        let (whole, fraction) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1_000)
        digits(whole)
        guard fraction > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        var rest = fraction
        for unit: UInt in [100, 10, 1] where rest > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(rest / unit))
            rest %= unit
        }
    }

    private mutating func hexadecimal(_ value: UInt64, digits: Int) {
        for digit in stride(from: digits - 1, through: 0, by: -1) {
            let nibble = UInt8(truncatingIfNeeded: value >> UInt64(digit * 4)) & 0xF
            bytes.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
        }
    }
}
