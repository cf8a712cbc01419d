public import Signing

/// A signed message: JSON Web Signature in the flattened JSON serialisation, EdDSA with Ed25519.
///
/// Source: RFC 7515 §7.2.2, RFC 8037 §3.1. Stricter than these: no unprotected header, no further members, no extension
/// (`crit`, hence no unencoded payload of RFC 7797), one way only to write the same bytes in base64url. A key that the
/// message itself brings (`jwk`, `x5c`, …) is never looked at.
public struct SignedMessage: Equatable, Sendable {
    /// What was signed.
    public let payload: [UInt8]
    private let protected: String
    private let signature: [UInt8]

    /// Signs `payload`.
    public init(_ payload: [UInt8], by key: SigningKey) {
        let header: KeyValuePairs<String, DocumentValue> = [
            "alg": .text(Self.algorithm), "kid": .text(OctetKeyPair.identifier(of: key.publicKey)),
        ]
        self.payload = payload
        protected = Base64URL.text(DocumentValue.members(header).json())
        signature = key.signature(over: Self.input(protected, payload))
    }

    /// Reads a message that one of `keys` has signed.
    public init(reading document: DocumentValue, signedBy keys: [VerificationKey]) throws(SignatureFault) {
        let members = try Self.members(of: document)
        guard let payload = Base64URL.bytes(members.payload) else { throw .malformed("payload is not base64url") }
        guard let signature = Base64URL.bytes(members.signature) else { throw .malformed("signature is not base64url") }
        try Self.examine(header: members.protected)
        let input = Self.input(members.protected, payload)
        guard keys.contains(where: { $0.isValid(signature, over: input) }) else { throw .foreignKey }
        self.payload = payload
        self.signature = signature
        protected = members.protected
    }

    /// The message as it is sent.
    public var text: [UInt8] {
        DocumentValue.members([
            "payload": .text(Base64URL.text(payload)), "protected": .text(protected),
            "signature": .text(Base64URL.text(signature)),
        ]).json()
    }

    private static func members(
        of document: DocumentValue
    ) throws(SignatureFault) -> (protected: String, payload: String, signature: String) {
        guard case .object(let all) = document.content else { throw .unsigned }
        var texts: [String: String] = [:]
        for member in all {
            if case .string(let text) = member.value.content { texts[member.key] = text }
        }
        guard let signature = texts["signature"], let payload = texts["payload"] else {
            let isGeneral = all.contains { $0.key == "signatures" }
            throw isGeneral ? .malformed("it has signatures (give one, in the flattened form)") : .unsigned
        }
        guard let protected = texts["protected"] else { throw .malformed("protected is missing") }
        guard all.count == 3 else {
            let known = ["payload", "protected", "signature"]
            let foreign = all.first { !known.contains($0.key) }?.key ?? ""
            throw .malformed("\(DocumentPath.printable(foreign)) does not belong there")
        }
        return (protected, payload, signature)
    }

    private static func examine(header text: String) throws(SignatureFault) {
        guard let bytes = Base64URL.bytes(text), let header = try? DocumentValue(reading: bytes, as: .json),
            case .object(let members) = header.content
        else { throw .malformed("protected is no JSON object in base64url, or has a key twice") }
        guard members.contains(where: { $0.key == "alg" && $0.value.content == .string(algorithm) }) else {
            throw .foreignAlgorithm
        }
        for member in members where ["crit", "b64"].contains(member.key) {
            throw .malformed("protected has \(member.key), an extension that is not known here")
        }
    }

    /// Source: RFC 7515 §5.1 step 8.
    private static func input(_ protected: String, _ payload: [UInt8]) -> [UInt8] {
        Array("\(protected).\(Base64URL.text(payload))".utf8)
    }

    private static let algorithm = "EdDSA"
}
