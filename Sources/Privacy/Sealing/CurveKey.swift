import CCrypto

/// A private key of Curve25519 in locked memory: for agreement (X25519, RFC 7748) or for signatures (Ed25519, RFC 8032).
struct CurveKey: ~Copyable {
    /// What the key is for.
    enum Purpose {
        case agreement, signature

        fileprivate var identifier: Int32 { self == .agreement ? EVP_PKEY_X25519 : EVP_PKEY_ED25519 }
    }

    private let memory: LockedMemory
    private let purpose: Purpose
    /// The 32 octets that everybody may know.
    let publicOctets: [UInt8]

    /// The key of these 32 bytes.
    init(_ purpose: Purpose, privateKey memory: consuming LockedMemory) {
        self.purpose = purpose
        publicOctets = Self.publicOctets(purpose, of: memory)
        self.memory = memory
    }

    /// A random key.
    static func random(_ purpose: Purpose, using generator: inout some RandomNumberGenerator) -> CurveKey {
        CurveKey(purpose, privateKey: .random(byteCount: 32, using: &generator))
    }

    /// The 32 bytes of the private key, for the time of one call: the one place where they go is a file of the box.
    func withPrivateKey<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        unsafe memory.withBytes { bytes in
            let octets = unsafe UnsafeBufferPointer(start: bytes.assumingMemoryBound(to: UInt8.self), count: 32)
            return unsafe body(octets.span)
        }
    }

    /// The secret that is shared with the owner of a public key; `nil` for a public key without an honest owner
    /// (RFC 7748 §6.1: the result is all zeros).
    func sharedSecret(with octets: [UInt8]) -> LockedMemory? {
        guard octets.count == 32 else { return nil }
        let secret = LockedMemory(byteCount: 32)
        let isShared: Bool = unsafe withLibraryKey { own in
            let other = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nil, octets, 32)
            defer { unsafe EVP_PKEY_free(other) }
            let context = unsafe EVP_PKEY_CTX_new(own, nil)
            defer { unsafe EVP_PKEY_CTX_free(context) }
            var count = 32
            return unsafe secret.withBytes { bytes in
                unsafe EVP_PKEY_derive_init(context) == 1 && EVP_PKEY_derive_set_peer(context, other) == 1
                    && EVP_PKEY_derive(context, bytes.assumingMemoryBound(to: UInt8.self), &count) == 1 && count == 32
            }
        }
        guard isShared else { return nil }
        return secret
    }

    /// The 64 octets of a signature.
    func signature(of message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: 64)
        let isSigned: Bool = unsafe withLibraryKey { key in
            let context = unsafe EVP_MD_CTX_new()
            defer { unsafe EVP_MD_CTX_free(context) }
            var count = 64
            return unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1
                && EVP_DigestSign(context, &signature, &count, message, message.count) == 1
        }
        precondition(isSigned, "libcrypto refuses Ed25519")
        return signature
    }

    private func withLibraryKey<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        unsafe Self.withLibraryKey(purpose, memory, body)
    }

    private static func publicOctets(_ purpose: Purpose, of memory: borrowing LockedMemory) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: 32)
        let code: Int32 = unsafe withLibraryKey(purpose, memory) { key in
            var count = 32
            return unsafe EVP_PKEY_get_raw_public_key(key, &octets, &count)
        }
        precondition(code == 1, "libcrypto refuses a key of Curve25519")
        return octets
    }

    /// libcrypto keeps its copy on the secure heap as well, and wipes it (OpenSSL 3.0 crypto/ec/ecx_key.c).
    private static func withLibraryKey<Result>(
        _ purpose: Purpose, _ memory: borrowing LockedMemory, _ body: (OpaquePointer) -> Result
    ) -> Result {
        let key = unsafe memory.withBytes { bytes in
            unsafe EVP_PKEY_new_raw_private_key(
                purpose.identifier, nil, bytes.assumingMemoryBound(to: UInt8.self), 32)
        }
        guard let key = unsafe key else { preconditionFailure("libcrypto refuses a key of Curve25519") }
        defer { unsafe EVP_PKEY_free(key) }
        return unsafe body(key)
    }
}
