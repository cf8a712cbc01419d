import CCrypto

/// HKDF with SHA-256, at most one block of output: enough for a key. Source: RFC 5869 §2.
enum HKDF {
    /// Writes the 32 bytes that are derived from `byteCount` bytes at `material` to `key`.
    static func deriveKey(
        from material: UnsafeRawPointer, byteCount: Int, salt: [UInt8], info: [UInt8], into key: UnsafeMutableRawPointer
    ) {
        let pseudorandomKey = LockedMemory(byteCount: 32)
        unsafe pseudorandomKey.withBytes { extracted in
            unsafe salt.withUnsafeBytes { salt in
                unsafe authenticate(material, byteCount: byteCount, key: salt.baseAddress, salt.count, into: extracted)
            }
            unsafe (info + [1]).withUnsafeBytes { message in
                guard let message = message.baseAddress else { return }
                unsafe authenticate(message, byteCount: info.count + 1, key: extracted, 32, into: key)
            }
        }
    }

    /// HKDF-Extract: 32 bytes that are as random as `material` is secret.
    static func extract(salt: borrowing LockedMemory, material: borrowing LockedMemory) -> LockedMemory {
        let extracted = LockedMemory(byteCount: 32)
        unsafe salt.withBytes { key in
            unsafe material.withBytes { message in
                unsafe extracted.withBytes { digest in
                    unsafe authenticate(
                        message, byteCount: material.byteCount, key: key, salt.byteCount, into: digest)
                }
            }
        }
        return extracted
    }

    /// HKDF-Expand to `byteCount` bytes, 32 at most.
    static func expand(_ key: borrowing LockedMemory, info: [UInt8], byteCount: Int) -> LockedMemory {
        precondition((1...32).contains(byteCount), "one block of output is 32 bytes")
        let block = LockedMemory(byteCount: 32)
        let output = LockedMemory(byteCount: byteCount)
        unsafe key.withBytes { key in
            unsafe (info + [1]).withUnsafeBytes { message in
                unsafe block.withBytes { digest in
                    guard let message = message.baseAddress else { return }
                    unsafe authenticate(message, byteCount: info.count + 1, key: key, 32, into: digest)
                }
            }
        }
        output.copy(block, 0..<byteCount, to: 0)
        return output
    }

    /// HMAC-SHA-256 of `byteCount` bytes at `message`.
    private static func authenticate(
        _ message: UnsafeRawPointer, byteCount: Int, key: UnsafeRawPointer?, _ keyByteCount: Int,
        into digest: UnsafeMutableRawPointer
    ) {
        let done = unsafe HMAC(
            EVP_sha256(), key ?? message, Int32(keyByteCount), message.assumingMemoryBound(to: UInt8.self), byteCount,
            digest.assumingMemoryBound(to: UInt8.self), nil)
        unsafe precondition(done != nil, "libcrypto refuses HMAC-SHA-256")
    }
}
