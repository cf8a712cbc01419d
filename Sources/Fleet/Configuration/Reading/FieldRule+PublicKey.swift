extension FieldRule where Value == [UInt8] {
    /// A public key of 32 octets as base64url without padding, 43 characters.
    ///
    /// Source: RFC 4648 §5; RFC 8037 §2, which writes Ed25519 and X25519 keys so.
    static let publicKey = Self(
        expectation: "a public key of 32 octets in base64url, 43 letters, digits, - and _",
        example: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        decode: { content throws(FieldFault) in
            guard case .string(let text) = content else { throw FieldFault(kind: .wrongType) }
            guard let octets = octets(text), octets.count == 32 else { throw FieldFault(kind: .outOfRange) }
            return octets
        },
        encode: { .string(text($0)) }, schema: .text(pattern: "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$"))

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static func octets(_ text: String) -> [UInt8]? {
        var octets: [UInt8] = []
        var (bits, count) = (0, 0)
        for character in text.utf8 {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            bits = (bits << 6 | value) & 0xFFFF
            count += 6
            if count >= 8 {
                count -= 8
                octets.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        // What is left over says nothing and must be nothing: one key has one spelling.
        return count < 6 && bits & ((1 << count) - 1) == 0 ? octets : nil
    }

    private static func text(_ octets: [UInt8]) -> String {
        var characters: [UInt8] = []
        var (bits, count) = (0, 0)
        for octet in octets {
            bits = (bits << 8 | Int(octet)) & 0xFFFF
            count += 8
            while count >= 6 {
                count -= 6
                characters.append(alphabet[bits >> count & 63])
            }
        }
        if count > 0 { characters.append(alphabet[bits << (6 - count) & 63]) }
        return String(decoding: characters, as: UTF8.self)
    }
}
