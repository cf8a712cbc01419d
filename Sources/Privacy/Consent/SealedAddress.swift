/// An address that only one box can read, with its private key: how addresses of consents and of the deny-list are kept
/// on disk.
///
/// Sealing needs the public key alone. Two sealings of one address have nothing in common.
public struct SealedAddress: Equatable, Sendable {
    /// The sealed octets (RFC 9180).
    public let octets: [UInt8]

    /// Octets that were sealed before.
    public init(octets: [UInt8]) { self.octets = octets }

    /// Seals an address for a box; `nil` for a text that is no address of a device.
    ///
    /// - Parameter text: Twelve hexadecimal digits, with colons, dashes or nothing between the pairs.
    public init?(
        address text: String, for box: PublicKey, site: String, using generator: inout some RandomNumberGenerator
    ) {
        guard let bits = AddressText.bits(text) else { return nil }
        self.init(bits: bits, for: box, site: site, using: &generator)
    }

    init?(bits: UInt64, for box: PublicKey, site: String, using generator: inout some RandomNumberGenerator) {
        let memory = LockedMemory(byteCount: 8)
        memory.write(bits.bigEndianBytes, at: 0)
        let sealed = SealedBox.seal(
            memory, to: box.octets, information: Self.purpose(site),
            ephemeral: .random(.agreement, using: &generator))
        guard let sealed else { return nil }
        octets = sealed
    }

    /// Whether this is an address, for the box that can read it.
    public func isAddress(_ text: String, by key: borrowing EnrolmentKey, site: String) -> Bool {
        guard let wanted = AddressText.bits(text) else { return false }
        return bits(by: key, site: site) == wanted
    }

    /// Whether a text is an address that a device chose itself: it will have another one soon.
    public static func isRandomised(address text: String) -> Bool {
        AddressText.bits(text).map { $0 & 0x0200_0000_0000 != 0 } ?? false
    }

    /// The address, for the box that can read it.
    func bits(by key: borrowing EnrolmentKey, site: String) -> UInt64? {
        guard let memory = SealedBox.open(octets, by: key.curve, information: Self.purpose(site)),
            memory.byteCount == 8
        else { return nil }
        return UInt64(bigEndian: memory.word(at: 0))
    }

    private static func purpose(_ site: String) -> [UInt8] { Array("footfall address 1".utf8) + [0] + Array(site.utf8) }
}
