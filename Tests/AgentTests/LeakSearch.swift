import Foundation

/// Looks for addresses in whatever notation: bytes in both orders; hexadecimal digits in both orders and cases, with
/// colons, dashes, dots, blanks or nothing between; decimal; base64; and for the names of networks.
struct LeakSearch {
    private let words: Set<UInt64>
    /// Base64 of the six octets, in both orders.
    private let encoded: Set<UInt64>
    /// Whether a word may end in these 16 bits: most do not, and the search is fast.
    private var endings = [Bool](repeating: false, count: 65_536)

    init(_ crowd: Crowd) {
        let reversed = crowd.addresses.map { $0.byteSwapped >> 16 }
        words = Set(crowd.addresses + reversed)
        encoded = Set(
            words.map { word in
                let octets = Data((0..<6).map { UInt8(truncatingIfNeeded: word >> (40 - 8 * UInt64($0))) })
                return octets.base64EncodedString().utf8.reduce(0) { $0 << 8 | UInt64($1) }
            })
        for word in words { endings[Int(word & 0xFFFF)] = true }
    }

    /// What was found in a text or a file, each with a few characters around it.
    func findings(in data: Data) -> [String] {
        let bytes = [UInt8](data)
        let found = binary(in: bytes).map { "\($0) as bytes" }
        return found + hexadecimal(in: bytes) + decimal(in: bytes) + base64(in: bytes) + names(in: data)
    }

    /// The names of networks, as text, in hexadecimal digits and in base64.
    func names(in data: Data) -> [String] {
        let name = Data("planted-".utf8)
        let digits = name.map { String($0, radix: 16) }.joined()
        // What stands before shifts the letters of base64.
        let encoded = (0..<3).map { shift in
            let text = (Data(repeating: 0, count: shift) + name).base64EncodedString()
            return String(text.dropFirst([0, 2, 3][shift]).prefix(8))
        }
        let patterns = [name, Data(digits.utf8), Data(digits.uppercased().utf8)] + encoded.map { Data($0.utf8) }
        return patterns.filter { data.range(of: $0) != nil }
            .map { "\(String(decoding: $0, as: UTF8.self)): a network's name" }
    }

    /// The addresses that stand in memory as six octets, in either order.
    func binary(in bytes: [UInt8]) -> [String] {
        var found: [String] = []
        var word: UInt64 = 0
        unsafe bytes.withUnsafeBufferPointer { bytes in
            for index in 0..<bytes.count {
                word = unsafe (word << 8 | UInt64(bytes[index])) & 0xFFFF_FFFF_FFFF
                if endings[Int(word & 0xFFFF)], words.contains(word) { found.append(String(word, radix: 16)) }
            }
        }
        return found
    }

    private func hexadecimal(in bytes: [UInt8]) -> [String] {
        var found: [String] = []
        var word: UInt64 = 0
        for byte in bytes {
            guard let digit = Self.digits[Int(byte)] else {
                if !Self.separators.contains(byte) { word = 0 }
                continue
            }
            word = (word << 4 | UInt64(digit)) & 0xFFFF_FFFF_FFFF
            if endings[Int(word & 0xFFFF)], words.contains(word) { found.append("\(String(word, radix: 16)) as text") }
        }
        return found
    }

    private func decimal(in bytes: [UInt8]) -> [String] {
        bytes.split { !(0x30...0x39).contains($0) }.filter { (10...15).contains($0.count) }
            .compactMap { UInt64(String(decoding: $0, as: UTF8.self)) }.filter(words.contains)
            .map { "\(String($0, radix: 16)) as decimal" }
    }

    private func base64(in bytes: [UInt8]) -> [String] {
        var found: [String] = []
        var word: UInt64 = 0
        for byte in bytes {
            word = word << 8 | UInt64(byte)
            if encoded.contains(word) { found.append("base64 \(String(word, radix: 16))") }
        }
        return found
    }

    private static let separators = Set(":-. ".utf8)
    private static let digits: [UInt8?] = (0..<256).map { byte in
        Character(UnicodeScalar(UInt8(byte))).hexDigitValue.map(UInt8.init)
    }
}
