/// Integers at any offset. Each access is checked once, in the form that the optimizer turns into one load.
extension Span where Element == UInt8 {
    @inline(__always)
    func littleEndian16(at offset: Int) -> UInt16 {
        let rest = extracting(droppingFirst: offset)
        precondition(rest.count >= 2)
        return UInt16(rest[0]) | UInt16(rest[1]) << 8
    }

    @inline(__always)
    func littleEndian32(at offset: Int) -> UInt32 {
        let rest = extracting(droppingFirst: offset)
        precondition(rest.count >= 4)
        return UInt32(rest[0]) | UInt32(rest[1]) << 8 | UInt32(rest[2]) << 16 | UInt32(rest[3]) << 24
    }

    @inline(__always)
    func bigEndian32(at offset: Int) -> UInt32 { littleEndian32(at: offset).byteSwapped }

    @inline(__always)
    func littleEndian64(at offset: Int) -> UInt64 {
        let rest = extracting(droppingFirst: offset)
        precondition(rest.count >= 8)
        let low = UInt64(rest[0]) | UInt64(rest[1]) << 8 | UInt64(rest[2]) << 16 | UInt64(rest[3]) << 24
        let high = UInt64(rest[4]) | UInt64(rest[5]) << 8 | UInt64(rest[6]) << 16 | UInt64(rest[7]) << 24
        return low | high << 32
    }

    /// Six octets, the first one most significant.
    @inline(__always)
    func address(at offset: Int) -> MACAddress {
        let rest = extracting(droppingFirst: offset)
        precondition(rest.count >= 6)
        let high = UInt64(rest[0]) << 40 | UInt64(rest[1]) << 32 | UInt64(rest[2]) << 24
        return MACAddress(bits: high | UInt64(rest[3]) << 16 | UInt64(rest[4]) << 8 | UInt64(rest[5]))
    }
}
