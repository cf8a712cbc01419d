/// A captured frame made by hand: no part of it comes from a real capture.
///
/// Addresses are locally administered and count up from 02:00:00:00:00:01; names of networks are made up.
public struct GoldenFrame: Sendable {
    /// What it shows, also a file's name.
    public let name: String
    /// The number of its link type (tcpdump.org/linktypes.html).
    public let linkType: UInt16
    /// Link header, frame and check sequence.
    public let bytes: [UInt8]

    init(_ name: String, linkType: UInt16, _ parts: [UInt8]...) {
        self.name = name
        self.linkType = linkType
        bytes = parts.flatMap { $0 }
    }
}

extension GoldenFrame {
    /// All of them.
    public static let all: [Self] = radiotap + otherHeaders + bare
}

/// The octets written in `text` as hexadecimal digits, blanks ignored.
public func hex(_ text: String) -> [UInt8] {
    let digits = text.filter { !$0.isWhitespace }.map { UInt8($0.hexDigitValue ?? 0) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

/// The frame check sequence of `frame`, computed bit by bit as the standard states it (IEEE 802.11-2020 §9.2.4.8).
public func checkSequence(of frame: [UInt8]) -> [UInt8] {
    var remainder = UInt32.max
    for octet in frame {
        remainder ^= UInt32(octet)
        for _ in 0..<8 { remainder = remainder & 1 == 0 ? remainder >> 1 : remainder >> 1 ^ 0xEDB8_8320 }
    }
    return (0..<4).map { UInt8(truncatingIfNeeded: ~remainder >> (8 * $0)) }
}
