/// An address as people write it: twelve hexadecimal digits, in pairs with colons or dashes between, or with nothing.
enum AddressText {
    /// The octets as the lower 48 bits, the first one most significant; `nil` for another text, and for a group's
    /// address, which no device sends from.
    static func bits(_ text: String) -> UInt64? {
        let characters = Array(text.utf8)
        let separator = characters.count == 17 ? characters[2] : nil
        guard characters.count == 12 || separator.map({ ":-".utf8.contains($0) }) == true else { return nil }
        var bits: UInt64 = 0
        for (index, character) in characters.enumerated() {
            if separator != nil, index % 3 == 2 {
                guard character == separator else { return nil }
            } else {
                guard let digit = digit(character) else { return nil }
                bits = bits << 4 | digit
            }
        }
        return bits & 0x0100_0000_0000 == 0 ? bits : nil
    }

    private static func digit(_ character: UInt8) -> UInt64? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(character - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(character - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(character - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
