/// Counts how many different addresses stand in a capture, exactly, window by window and over the whole.
///
/// For the evaluation of captures only: pseudonyms change every few minutes, and so they cannot tell how many addresses
/// there were in hours; but whoever evaluates a capture holds the addresses anyway. Kept are 32-bit pseudonyms under a
/// key of its own, which leaves with them; nothing but numbers comes out. Two of 10,000 addresses share a pseudonym with
/// a probability of 1 %.
public struct AddressCensus: ~Copyable {
    private let key: EpochKey
    private var ofWindow: Set<UInt32> = []
    private var ofWhole: Set<UInt32> = []

    /// A census that has counted nothing.
    public init(using generator: inout some RandomNumberGenerator) { key = .random(epoch: 0, using: &generator) }

    /// An address was heard. At most ``limit`` different ones are told apart.
    ///
    /// - Parameter address: The octets as the lower 48 bits, the first one most significant.
    public mutating func heard(address: UInt64) {
        let pseudonym = key.tag(ofAddress: address)
        guard ofWhole.count < Self.limit || ofWhole.contains(pseudonym) else { return }
        ofWindow.insert(pseudonym)
        ofWhole.insert(pseudonym)
    }

    /// How many different addresses were heard since the last call.
    public mutating func takeWindow() -> Int {
        defer { ofWindow.removeAll(keepingCapacity: true) }
        return ofWindow.count
    }

    /// How many different addresses were heard in all.
    public var count: Int { ofWhole.count }

    /// The most addresses that are told apart.
    public static let limit = 4_000_000
}
