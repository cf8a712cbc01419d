import CCrypto
import Foundation

/// Finds epoch keys in the memory of another process by what stands behind each: the hash of its inner pad.
///
/// A key is 32 bytes, and the agent keeps the chaining words of SHA-256 over the padded key beside it. No other 64 bytes
/// of memory fulfil that, so that whatever is found is a key.
enum EpochKeyHunt {
    /// The keys in a small mapping: the locked arena is one.
    static func keys(in mappings: [ProcessMemory.Mapping]) -> Set<[UInt8]> {
        var found: Set<[UInt8]> = []
        for mapping in mappings where mapping.name.isEmpty && mapping.bytes.count <= 256 * 1_024 {
            for start in stride(from: 0, to: mapping.bytes.count - 64, by: 16) {
                let key = Array(mapping.bytes[start..<start + 32])
                if key.contains(where: { $0 != 0 }),
                    innerState(of: key) == Array(mapping.bytes[start + 32..<start + 64])
                {
                    found.insert(key)
                }
            }
        }
        return found
    }

    /// Whether 32 bytes stand anywhere.
    static func contains(_ key: [UInt8], in mapping: ProcessMemory.Mapping) -> Bool {
        Data(mapping.bytes).range(of: Data(key)) != nil
    }

    /// RFC 2104: the state after the key, padded and xored with 0x36.
    private static func innerState(of key: [UInt8]) -> [UInt8] {
        let pad = (key + [UInt8](repeating: 0, count: 32)).map { $0 ^ 0x36 }
        var context = SHA256_CTX()
        unsafe SHA256_Init(&context)
        unsafe SHA256_Transform(&context, pad)
        return unsafe withUnsafeBytes(of: &context) { unsafe Array($0.prefix(32)) }
    }
}
