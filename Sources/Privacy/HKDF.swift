import CCrypto

/// HKDF with SHA-256, one block of output: enough for a key. Source: RFC 5869 §2.
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
