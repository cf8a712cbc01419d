/// The key of a signature: 128 random bits.
public struct SignatureKey: Sendable {
    let words: (UInt64, UInt64)

    /// A key of two random words.
    public init(_ first: UInt64, _ second: UInt64) { words = (first, second) }
}

extension ProbeRequest {
    /// A keyed hash over what stays the same in one model of phone: the order of the elements and the contents of a few.
    public func signature(in bytes: Span<UInt8>, key: SignatureKey) -> UInt64 { 0 }

    /// Whether it asks for one named network, and not for any.
    public func isDirected(in bytes: Span<UInt8>) -> Bool { false }

    /// Whether the network's name ends in `_nomap` or `_optout`: the owner objects to being counted.
    public func objectsToCounting(in bytes: Span<UInt8>) -> Bool { false }
}
