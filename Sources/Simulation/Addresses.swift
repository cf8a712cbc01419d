/// A random address as phones choose them: locally administered (bit 1 of the first octet), not a group (bit 0).
func randomAddress(using generator: inout some RandomNumberGenerator) -> UInt64 {
    generator.next() >> 16 & 0xFCFF_FFFF_FFFF | 0x0200_0000_0000
}

/// An address as a factory would give it, from a block that no phone has: 00-00-5E is IANA's own.
/// Source: RFC 7042 §2.1.
func factoryAddress(using generator: inout some RandomNumberGenerator) -> UInt64 {
    0x0000_5E00_0000 | generator.next() >> 40
}

/// The six octets of an address in the order of transmission.
func octets(of address: UInt64) -> [UInt8] {
    stride(from: 40, through: 0, by: -8).map { UInt8(truncatingIfNeeded: address >> UInt64($0)) }
}
