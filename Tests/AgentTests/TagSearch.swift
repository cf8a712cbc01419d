import CCrypto
import Foundation

/// Looks for what is made under epoch keys that are over: the keys themselves, and the tags of a crowd.
struct TagSearch {
    private let patterns: [Data]
    /// The tags as words of hexadecimal or decimal digits.
    private let words: Set<String>
    /// The tags that no text and no small number can be by chance.
    private let octets: Set<UInt32>

    init(_ crowd: Crowd, under keys: Set<[UInt8]>) {
        patterns = keys.flatMap { key in
            let digits = key.map { String(UInt16($0) | 0x100, radix: 16).dropFirst() }.joined()
            let encoded = String(Data(key).base64EncodedString().prefix(42))
            let inAddresses = encoded.replacing("+", with: "-").replacing("/", with: "_")
            return [Data(key)] + [digits, digits.uppercased(), encoded, inAddresses].map { Data($0.utf8) }
        }
        let tags = Set(keys.flatMap { key in crowd.addresses.map { Self.tag(of: $0, under: key) } })
        let hexadecimal = tags.map { String(String(UInt64($0) | 1 << 32, radix: 16).dropFirst()) }
        words = Set(hexadecimal + tags.map { String($0) })
        octets = Set(
            tags.flatMap { [$0, $0.byteSwapped] }.filter { tag in
                (0..<4).allSatisfy { (0x80...0xFE).contains(tag >> (8 * $0) & 0xFF) }
            })
    }

    /// What was found in a record or a file.
    func findings(in data: Data) -> [String] {
        var found = patterns.filter { data.range(of: $0) != nil }.map { _ in "the key of an epoch" }
        let bytes = [UInt8](data)
        var word: UInt32 = 0
        for byte in bytes {
            word = word << 8 | UInt32(byte)
            if word & 0x8080_8080 == 0x8080_8080, octets.contains(word) { found.append("a tag as bytes") }
        }
        for digits in bytes.split(whereSeparator: { !Self.isDigit[Int($0)] }) where (6...10).contains(digits.count) {
            let text = String(decoding: digits, as: UTF8.self).lowercased()
            if words.contains(text) { found.append("the tag \(text)") }
        }
        return found
    }

    /// The leftmost 32 bits of HMAC-SHA-256 over the six octets of an address.
    static func tag(of address: UInt64, under key: [UInt8]) -> UInt32 {
        let octets = (0..<6).map { UInt8(truncatingIfNeeded: address >> (40 - 8 * UInt64($0))) }
        var digest = [UInt8](repeating: 0, count: 32)
        unsafe HMAC(EVP_sha256(), key, 32, octets, 6, &digest, nil)
        return digest[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static let isDigit: [Bool] = (0..<256).map { Character(UnicodeScalar(UInt8($0))).isHexDigit }
}
