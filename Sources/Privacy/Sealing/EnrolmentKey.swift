/// What a box is enrolled by: its own X25519 key pair, to which epoch keys are sealed.
///
/// The private key is made on the box and never leaves it; the public key stands in the site's document.
public struct EnrolmentKey: ~Copyable {
    let curve: CurveKey

    /// The pair of a private key of 32 octets, as it was kept; `nil` for another length.
    public init?(privateKey: Span<UInt8>) {
        guard privateKey.count == 32 else { return nil }
        curve = CurveKey(.agreement, privateKey: LockedMemory(copying: privateKey))
    }

    /// A new pair.
    public init(using generator: inout some RandomNumberGenerator) {
        curve = .random(.agreement, using: &generator)
    }

    /// What others seal to.
    public var publicKey: PublicKey { PublicKey(octets: curve.publicOctets) }

    /// The 32 octets of the private key, for the time of one call: to be written to a file that only the agent can read.
    public func withPrivateKey<Result>(_ body: (Span<UInt8>) -> Result) -> Result { curve.withPrivateKey(body) }
}
