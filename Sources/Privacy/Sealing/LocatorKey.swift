/// What the locator signs its announcements with: an Ed25519 key pair.
public struct LocatorKey: ~Copyable {
    private let curve: CurveKey

    /// The pair of a private key of 32 octets, as it was kept; `nil` for another length.
    public init?(privateKey: Span<UInt8>) {
        guard privateKey.count == 32 else { return nil }
        curve = CurveKey(.signature, privateKey: LockedMemory(copying: privateKey))
    }

    /// A new pair.
    public init(using generator: inout some RandomNumberGenerator) {
        curve = .random(.signature, using: &generator)
    }

    /// What others verify by.
    public var publicKey: PublicKey { PublicKey(octets: curve.publicOctets) }

    /// The 64 octets of a signature (RFC 8032, Ed25519).
    public func signature(of message: [UInt8]) -> [UInt8] { curve.signature(of: message) }

    /// The 32 octets of the private key, for the time of one call: to be written to a file that only the agent can read.
    public func withPrivateKey<Result>(_ body: (Span<UInt8>) -> Result) -> Result { curve.withPrivateKey(body) }
}
