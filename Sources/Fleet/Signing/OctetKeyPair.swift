public import Signing

/// An Ed25519 key as a JSON Web Key. Source: RFC 8037 §2 (`kty` is `OKP`, `crv` is `Ed25519`).
public enum OctetKeyPair {
    /// The public key in a text: a JSON Web Key, private or public, or its member `x` alone.
    public static func publicKey(reading text: [UInt8]) -> VerificationKey? {
        let line = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if let key = VerificationKey(text: line) { return key }
        guard let members = members(of: text) else { return nil }
        if members["d"] != nil { return privateKey(reading: text)?.publicKey }
        return members["x"].flatMap(VerificationKey.init(text:))
    }

    /// The private key in a text; `nil` also when its public half does not belong to it.
    public static func privateKey(reading text: [UInt8]) -> SigningKey? {
        guard let members = members(of: text), let seed = members["d"].flatMap(Base64URL.bytes),
            let key = SigningKey(seed: seed), members["x"] == key.publicKey.text
        else { return nil }
        return key
    }

    /// The private key as a JSON Web Key with a new line at its end.
    public static func text(of key: SigningKey) -> [UInt8] {
        let members: KeyValuePairs<String, DocumentValue> = [
            "kty": .text("OKP"), "crv": .text("Ed25519"), "kid": .text(identifier(of: key.publicKey)),
            "x": .text(key.publicKey.text), "d": .text(Base64URL.text(key.seed)),
        ]
        return DocumentValue.members(members).json() + [UInt8(ascii: "\n")]
    }

    /// What a key is called, the same to everyone. Source: RFC 7638 §3.1, with the members of RFC 8037 §2.
    public static func identifier(of key: VerificationKey) -> String {
        let members: KeyValuePairs<String, DocumentValue> = [
            "crv": .text("Ed25519"), "kty": .text("OKP"), "x": .text(key.text),
        ]
        return Base64URL.text(SHA256Digest(of: DocumentValue.members(members).json()).bytes)
    }

    /// The members of an Ed25519 key that are texts.
    private static func members(of text: [UInt8]) -> [String: String]? {
        guard let document = try? DocumentValue(reading: text, as: .json),
            case .object(let all) = document.content
        else { return nil }
        var members: [String: String] = [:]
        for member in all { if case .string(let text) = member.value.content { members[member.key] = text } }
        return members["kty"] == "OKP" && members["crv"] == "Ed25519" ? members : nil
    }
}
