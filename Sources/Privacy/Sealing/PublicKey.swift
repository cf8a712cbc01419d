import Signing

/// A public key of Curve25519: of a box, to seal to (X25519), or of a locator or a fleet, to verify by (Ed25519).
public struct PublicKey: Hashable, Sendable {
    /// The 32 octets.
    public let octets: [UInt8]

    init(octets: [UInt8]) { self.octets = octets }

    /// The key that a document holds as base64url without padding; `nil` when that is not 32 octets.
    public init?(base64URL text: String) {
        guard let octets = Base64URL.bytes(text), octets.count == 32 else { return nil }
        self.octets = octets
    }

    /// As it stands in documents: 43 characters of base64url.
    public var base64URL: String { Base64URL.text(octets) }

    /// Whether its owner signed a message (RFC 8032, Ed25519). A signature of another length is none.
    public func verifies(signature: [UInt8], of message: [UInt8]) -> Bool {
        VerificationKey(bytes: octets)?.isValid(signature, over: message) ?? false
    }
}
