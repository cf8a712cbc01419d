import CCrypto

/// A public key that says whether a message is from the one who holds its private key.
///
/// Ed25519 without a context and without prehash. Source: RFC 8032 §5.1.
public struct VerificationKey: Hashable, Sendable {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// The key of these bytes; `nil` unless there are 32.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// The key that is written as 43 letters of base64url: the member `x` of a JSON Web Key (RFC 8037 §2).
    public init?(text: String) {
        guard let bytes = Base64URL.bytes(text) else { return nil }
        self.init(bytes: bytes)
    }

    /// The key as 43 letters of base64url.
    public var text: String { Base64URL.text(bytes) }

    /// Whether `signature` was made over `message` with the private key.
    public func isValid(_ signature: [UInt8], over message: [UInt8]) -> Bool {
        guard signature.count == 64,
            let key = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count)
        else { return false }
        defer { unsafe EVP_PKEY_free(key) }
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        guard unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else { return false }
        return unsafe EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
}
