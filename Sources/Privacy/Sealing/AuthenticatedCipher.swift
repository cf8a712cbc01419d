import CCrypto

/// ChaCha20-Poly1305 (RFC 8439). The mark of 16 octets stands behind the ciphertext.
enum AuthenticatedCipher {
    /// The ciphertext and its mark.
    static func seal(
        _ plaintext: borrowing LockedMemory, key: borrowing LockedMemory, nonce: [UInt8], additional: [UInt8]
    ) -> [UInt8] {
        let count = plaintext.byteCount
        var output = [UInt8](repeating: 0, count: count + markLength)
        let context = unsafe EVP_CIPHER_CTX_new()
        defer { unsafe EVP_CIPHER_CTX_free(context) }
        var written: Int32 = 0
        var isDone: Bool = unsafe key.withBytes { key in
            unsafe EVP_EncryptInit_ex(
                context, EVP_chacha20_poly1305(), nil, key.assumingMemoryBound(to: UInt8.self), nonce) == 1
                && EVP_EncryptUpdate(context, nil, &written, additional, Int32(additional.count)) == 1
        }
        isDone =
            unsafe isDone
            && plaintext.withBytes { text in
                unsafe EVP_EncryptUpdate(
                    context, &output, &written, text.assumingMemoryBound(to: UInt8.self), Int32(count)) == 1
            }
        var mark = [UInt8](repeating: 0, count: markLength)
        isDone =
            unsafe isDone && EVP_EncryptFinal_ex(context, &mark, &written) == 1
            && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(markLength), &mark) == 1
        precondition(isDone, "libcrypto refuses ChaCha20-Poly1305")
        output.replaceSubrange(count..., with: mark)
        return output
    }

    /// The plaintext; `nil` when one bit of the input is not what was sealed.
    static func open(
        _ ciphertext: [UInt8], key: borrowing LockedMemory, nonce: [UInt8], additional: [UInt8]
    ) -> LockedMemory? {
        let count = ciphertext.count - markLength
        guard count > 0 else { return nil }
        var mark = Array(ciphertext.suffix(markLength))
        let output = LockedMemory(byteCount: count)
        let context = unsafe EVP_CIPHER_CTX_new()
        defer { unsafe EVP_CIPHER_CTX_free(context) }
        var written: Int32 = 0
        var isOpen: Bool = unsafe key.withBytes { key in
            unsafe EVP_DecryptInit_ex(
                context, EVP_chacha20_poly1305(), nil, key.assumingMemoryBound(to: UInt8.self), nonce) == 1
                && EVP_DecryptUpdate(context, nil, &written, additional, Int32(additional.count)) == 1
        }
        isOpen =
            unsafe isOpen
            && output.withBytes { text in
                let target = unsafe text.assumingMemoryBound(to: UInt8.self)
                return unsafe EVP_DecryptUpdate(context, target, &written, ciphertext, Int32(count)) == 1
                    && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(markLength), &mark) == 1
                    && EVP_DecryptFinal_ex(context, target + count, &written) == 1
            }
        guard isOpen else { return nil }
        return output
    }

    private static let markLength = 16
}
