import CCrypto

/// A private key that signs. Source: RFC 8032 §5.1.
public struct SigningKey: Equatable, Sendable {
    /// 32 bytes, from which all else follows.
    public let seed: [UInt8]
    /// What others check signatures with.
    public let publicKey: VerificationKey

    /// The key of a seed; `nil` unless it has 32 bytes.
    public init?(seed: [UInt8]) {
        guard seed.count == 32, let key = unsafe Self.handle(of: seed) else { return nil }
        defer { unsafe EVP_PKEY_free(key) }
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = bytes.count
        guard unsafe EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1,
            let publicKey = VerificationKey(bytes: bytes)
        else { return nil }
        self.seed = seed
        self.publicKey = publicKey
    }

    /// A new key.
    public init(using generator: inout some RandomNumberGenerator) {
        let seed = (0..<4).flatMap { _ in
            let word = generator.next() as UInt64
            return stride(from: 0, to: 64, by: 8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
        }
        guard let key = Self(seed: seed) else { preconditionFailure("32 bytes are a seed") }
        self = key
    }

    /// The 64 bytes of the signature over `message`.
    public func signature(over message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: 64)
        var count = signature.count
        let key = unsafe Self.handle(of: seed)
        defer { unsafe EVP_PKEY_free(key) }
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        let isDone =
            unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1
            && EVP_DigestSign(context, &signature, &count, message, message.count) == 1
        precondition(isDone && count == 64, "libcrypto refuses to sign with Ed25519")
        return signature
    }

    private static func handle(of seed: [UInt8]) -> OpaquePointer? {
        unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
    }
}
