import CCrypto

/// HMAC-SHA-256 by libcrypto's one-shot call, and HKDF written down from RFC 5869 §2: what the room is compared with.
enum OneShot {
    static func hmac(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        _ = unsafe HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &digest, &length)
        return length == 32 ? digest : []
    }

    static func hkdf(material: [UInt8], salt: [UInt8], info: [UInt8]) -> [UInt8] {
        hmac(key: hmac(key: salt, material), info + [1])
    }

    /// The leftmost 32 bits of the HMAC over an address's octets.
    static func tag(key: [UInt8], address: UInt64) -> UInt32 {
        let octets = (0..<6).map { UInt8(truncatingIfNeeded: address >> (40 - 8 * UInt64($0))) }
        return hmac(key: key, octets).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}
