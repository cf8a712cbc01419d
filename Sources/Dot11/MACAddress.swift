/// A 48-bit MAC address as it stood in a frame.
///
/// It cannot be printed, encoded or hashed: whoever wants a name for a device asks the room `Privacy` for a pseudonym.
/// Source: IEEE 802-2014 §8.2 (the two lowest bits of the first octet).
public struct MACAddress: Equatable, Sendable {
    /// The six octets in the order of transmission, the first one most significant; the upper 16 bits are zero.
    public let bits: UInt64

    /// The address whose octets are the lower 48 bits of `bits`, the first one most significant.
    public init(bits: UInt64) { self.bits = bits & 0xFFFF_FFFF_FFFF }

    /// Whether the address was chosen by its owner, as random addresses are, and not assigned by a vendor (U/L bit).
    public var isLocallyAdministered: Bool { bits & 0x0200_0000_0000 != 0 }

    /// Whether the address names a group (I/G bit): no device sends from such a one.
    public var isGroup: Bool { bits & 0x0100_0000_0000 != 0 }
}

extension MACAddress: CustomStringConvertible, CustomReflectable {
    /// Always the same words: an address is never printed.
    public var description: String { "(an address)" }

    /// Without children, so that no dump shows the bits.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
