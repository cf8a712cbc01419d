import Timekeeping

/// One interface of a pcapng section.
///
/// Source: draft-ietf-opsawg-pcapng §4.2.
struct PcapngInterface: Equatable {
    /// The kind of header before each frame.
    var linkType: UInt16
    /// The longest capture of a frame in bytes; 0: no limit.
    var snapLength: UInt32
    /// What one unit of a time stamp is.
    var resolution = Resolution.decimal(6)
    /// Seconds to add to each time stamp.
    var offsetSeconds: Int64 = 0

    /// A unit of time: 10 or 2 to the power of minus the exponent, in seconds.
    enum Resolution: Equatable {
        case decimal(Int)
        case binary(Int)
    }

    init(linkType: UInt16, snapLength: UInt32) {
        self.linkType = linkType
        self.snapLength = snapLength
    }

    /// Reads an Interface Description Block of `blockLength` bytes, at least 20, at the start of the window.
    init(in window: borrowing SavefileWindow, blockLength: Int, bigEndian: Bool) {
        self.init(linkType: window.u16(8, bigEndian: bigEndian), snapLength: window.u32(12, bigEndian: bigEndian))
        var position = 16
        let end = blockLength - 4
        while position + 4 <= end {
            let code = window.u16(position, bigEndian: bigEndian)
            let length = Int(window.u16(position + 2, bigEndian: bigEndian))
            position += 4
            guard code != Option.end, position + length <= end else { return }
            switch (code, length) {
            case (Option.timeResolution, 1):
                let exponent = Int(window.u8(position))
                resolution = exponent & 0x80 == 0 ? .decimal(exponent) : .binary(exponent & 0x7f)
            case (Option.timeOffset, 8):
                let seconds = window.u64(position, bigEndian: bigEndian)
                offsetSeconds = Int64(bitPattern: seconds)
            default: break
            }
            position += (length + 3) & ~3
        }
    }

    /// The captured length of a frame of a Simple Packet Block, which does not tell it: §4.4.
    func captured(ofOriginal original: UInt32) -> UInt32 { snapLength == 0 ? original : min(original, snapLength) }

    /// The time of a time stamp's two halves. A time out of the range of ``WallTime`` becomes its end.
    func time(high: UInt32, low: UInt32) -> WallTime {
        let units = UInt64(high) << 32 | UInt64(low)
        let nanoseconds: UInt128 =
            switch resolution {
            case .decimal(6): UInt128(units) * 1_000
            case .decimal(9): UInt128(units)
            case .decimal(let exponent) where exponent <= 9: UInt128(units) * UInt128(Self.power(10, 9 - exponent))
            // 10^20 units and more make less than the longest time stamp a nanosecond.
            case .decimal(let exponent) where exponent <= 28: UInt128(units) / UInt128(Self.power(10, exponent - 9))
            case .decimal: 0
            case .binary(let exponent): (UInt128(units) * 1_000_000_000) >> UInt128(exponent)
            }
        return WallTime(nanoseconds: Int64(clamping: nanoseconds)) + Interval(seconds: offsetSeconds)
    }

    private static func power(_ base: UInt64, _ exponent: Int) -> UInt64 {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }
}

/// draft-ietf-opsawg-pcapng §4.2, table of options.
private enum Option {
    static let end: UInt16 = 0
    static let timeResolution: UInt16 = 9
    static let timeOffset: UInt16 = 14
}
