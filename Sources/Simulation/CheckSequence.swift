/// The frame check sequence over `bytes`, to be appended lowest octet first.
///
/// Source: IEEE 802.11-2020 §9.2.4.8; the polynomial is that of Ethernet and zlib (0xEDB88320 reflected).
func checkSequence(of bytes: some Sequence<UInt8>) -> UInt32 {
    var remainder: UInt32 = 0xFFFF_FFFF
    for byte in bytes { remainder = remainders[Int((remainder ^ UInt32(byte)) & 0xFF)] ^ (remainder >> 8) }
    return ~remainder
}

private let remainders: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
}
