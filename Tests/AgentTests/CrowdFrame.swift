import GoldenFrames

/// Frames as a radio delivers them, made by hand.
enum CrowdFrame {
    /// A probe request, received at -50 dBm: for any network, or for the one named.
    static func request(from address: UInt64, to name: String?, sequence: UInt16) -> [UInt8] {
        var header = GoldenFrame.header(sequenceControl: sequence << 4)
        for index in 0..<6 { header[10 + index] = UInt8(truncatingIfNeeded: address >> (40 - 8 * UInt64(index))) }
        return radiotap + header + (name.map(GoldenFrame.directed) ?? GoldenFrame.elements)
    }

    /// How many octets stand before the elements.
    static let headLength = radiotap.count + GoldenFrame.header.count

    /// Not a probe request.
    static let beacon = radiotap + [0x80] + GoldenFrame.header.dropFirst() + GoldenFrame.elements

    private static let radiotap: [UInt8] = [
        hex("00 00 0f00  2a000000"),  // length 15; flags, channel, signal
        hex("00 00"),  // no check sequence; padding
        hex("8509 a000"),  // 2437 MHz
        hex("ce"),  // -50 dBm
    ].flatMap { $0 }
}
