/// Reads a compact payload, step by step; whatever is wrong throws.
///
/// Numbers are LEB128 (DWARF 5 §7.6), 63 bits at most, signed ones folded onto the unsigned: 0, −1, 1, −2, …
struct CompactReader {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var remaining: Int { bytes.count - offset }

    mutating func byte() throws(CompactError) -> UInt8 {
        guard offset < bytes.count else { throw .truncated }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func number() throws(CompactError) -> Int {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 56, by: 7) {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next & 0x80 == 0 { return Int(value) }
        }
        throw .numberTooLarge
    }

    mutating func signedNumber() throws(CompactError) -> Int {
        let folded = try number()
        return folded & 1 == 0 ? folded >> 1 : ~(folded >> 1)
    }

    mutating func fixed<Value: FixedWidthInteger & UnsignedInteger>(
        _ type: Value.Type
    ) throws(CompactError) -> Value {
        var value: Value = 0
        for _ in 0..<Value.bitWidth / 8 { value = value << 8 | Value(try byte()) }
        return value
    }

    /// To be called last.
    func finish() throws(CompactError) {
        guard remaining == 0 else { throw .trailingBytes(remaining) }
    }
}

/// Why a compact payload cannot be read.
public enum CompactError: Error, Equatable, Sendable {
    /// It ends too early.
    case truncated
    /// A number has more than 63 bits.
    case numberTooLarge
    /// Its first octet names a version that this agent does not know.
    case unknownVersion(UInt8)
    /// It says that it holds more than may be.
    case tooMany(Int)
    /// A value that cannot be.
    case impossibleValue(String)
    /// Something stands behind its end.
    case trailingBytes(Int)
}

extension CompactError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .truncated: "ends too early"
        case .numberTooLarge: "holds a number of more than 63 bits"
        case .unknownVersion(let version): "is of version \(version), which this agent does not know (update it)"
        case .tooMany(let count): "says that it holds \(count) entries, more than may be"
        case .impossibleValue(let name): "holds an impossible \(name)"
        case .trailingBytes(let count): "has \(count) octets behind its end"
        }
    }
}

/// Writes what ``CompactReader`` reads.
struct CompactWriter {
    private(set) var bytes: [UInt8] = []

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    mutating func number(_ value: Int) {
        var rest = UInt64(max(value, 0))
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func signedNumber(_ value: Int) {
        let small = min(max(value, -1 << 61), 1 << 61)
        number(small >= 0 ? small << 1 : ~small << 1 | 1)
    }

    mutating func fixed<Value: FixedWidthInteger & UnsignedInteger>(_ value: Value) {
        for shift in stride(from: Value.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}
