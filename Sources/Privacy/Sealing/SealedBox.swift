/// HPKE (RFC 9180), base mode, one message for each sealing: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
/// ChaCha20Poly1305.
///
/// A sealed text is the 32 octets of the ephemeral public key and the ciphertext.
enum SealedBox {
    /// Seals a secret for the owner of a public key; `nil` when that key is none.
    ///
    /// - Parameters:
    ///   - information: What the text is for: it opens only where the same is said.
    ///   - ephemeral: A random key that is used for nothing else.
    static func seal(
        _ plaintext: borrowing LockedMemory, to recipient: [UInt8], information: [UInt8], additional: [UInt8] = [],
        ephemeral: borrowing CurveKey
    ) -> [UInt8]? {
        guard let secret = ephemeral.sharedSecret(with: recipient) else { return nil }
        let schedule = schedule(secret, context: ephemeral.publicOctets + recipient, information: information)
        let ciphertext = AuthenticatedCipher.seal(
            plaintext, key: schedule.key, nonce: schedule.nonce, additional: additional)
        return ephemeral.publicOctets + ciphertext
    }

    /// What was sealed for `key`; `nil` when it was sealed for another key, for another purpose, or was changed.
    static func open(
        _ sealed: [UInt8], by key: borrowing CurveKey, information: [UInt8], additional: [UInt8] = []
    ) -> LockedMemory? {
        guard sealed.count > 32, let secret = key.sharedSecret(with: Array(sealed.prefix(32))) else { return nil }
        let schedule = schedule(
            secret, context: Array(sealed.prefix(32)) + key.publicOctets, information: information)
        return AuthenticatedCipher.open(
            Array(sealed.dropFirst(32)), key: schedule.key, nonce: schedule.nonce, additional: additional)
    }

    /// RFC 9180 §4.1 ExtractAndExpand, then §5.1 KeySchedule of the base mode.
    private static func schedule(
        _ agreed: borrowing LockedMemory, context: [UInt8], information: [UInt8]
    ) -> Schedule {
        let nothing = LockedMemory(byteCount: 1)
        let empty = LockedMemory(byteCount: 32)  // HMAC pads its key with zeros: an empty salt is one of zeros
        let proto = extract(salt: empty, "eae_prk", agreed, count: 32, suite: keySuite)
        let shared = expand(proto, "shared_secret", context, byteCount: 32, suite: keySuite)
        let identity = extract(salt: empty, "psk_id_hash", nothing, count: 0, suite: fullSuite)
        let spoken = LockedMemory(copying: information.span)
        let purpose = extract(salt: empty, "info_hash", spoken, count: information.count, suite: fullSuite)
        let schedule = [0] + identity.octets(0..<32) + purpose.octets(0..<32)
        let secret = extract(salt: shared, "secret", nothing, count: 0, suite: fullSuite)
        let nonce = expand(secret, "base_nonce", schedule, byteCount: 12, suite: fullSuite)
        return Schedule(
            key: expand(secret, "key", schedule, byteCount: 32, suite: fullSuite), nonce: nonce.octets(0..<12))
    }

    private struct Schedule: ~Copyable {
        let key: LockedMemory
        let nonce: [UInt8]
    }

    /// RFC 9180 §4 LabeledExtract.
    private static func extract(
        salt: borrowing LockedMemory, _ label: String, _ material: borrowing LockedMemory, count: Int, suite: [UInt8]
    ) -> LockedMemory {
        let head = version + suite + Array(label.utf8)
        let labeled = LockedMemory(byteCount: head.count + count)
        labeled.write(head, at: 0)
        labeled.copy(material, 0..<count, to: head.count)
        return HKDF.extract(salt: salt, material: labeled)
    }

    /// RFC 9180 §4 LabeledExpand.
    private static func expand(
        _ key: borrowing LockedMemory, _ label: String, _ information: [UInt8], byteCount: Int, suite: [UInt8]
    ) -> LockedMemory {
        let head = UInt16(byteCount).bigEndianBytes + version + suite + Array(label.utf8)
        return HKDF.expand(key, info: head + information, byteCount: byteCount)
    }

    private static let version = Array("HPKE-v1".utf8)
    /// RFC 9180 §7.1: DHKEM(X25519, HKDF-SHA256).
    private static let keySuite = Array("KEM".utf8) + [0x00, 0x20]
    /// RFC 9180 §7.1 to §7.3: the same, HKDF-SHA256, ChaCha20Poly1305.
    private static let fullSuite = Array("HPKE".utf8) + [0x00, 0x20, 0x00, 0x01, 0x00, 0x03]
}
