extension WallTime {
    /// The instant as the 24 bytes of `2026-01-31T23:59:59.123Z`: UTC, milliseconds cut off.
    ///
    /// Source: RFC 3339 §5.6. Instants before the year 0 do not exist in this type.
    public var rfc3339Bytes: InlineArray<24, UInt8> {
        let time = CivilTime(self)
        var text = InlineArray<24, UInt8>(repeating: UInt8(ascii: "0"))
        text.writePair(time.year / 100, at: 0)
        text.writePair(time.year % 100, at: 2)
        text[4] = UInt8(ascii: "-")
        text.writePair(time.month, at: 5)
        text[7] = UInt8(ascii: "-")
        text.writePair(time.day, at: 8)
        text[10] = UInt8(ascii: "T")
        text.writePair(time.secondOfDay / 3_600, at: 11)
        text[13] = UInt8(ascii: ":")
        text.writePair(time.secondOfDay / 60 % 60, at: 14)
        text[16] = UInt8(ascii: ":")
        text.writePair(time.secondOfDay % 60, at: 17)
        text[19] = UInt8(ascii: ".")
        text.writePair(time.nanosecond / 10_000_000, at: 20)
        text[22] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: time.nanosecond / 1_000_000 % 10)
        text[23] = UInt8(ascii: "Z")
        return text
    }

    /// The instant as `2026-01-31T23:59:59.123Z`.
    public var rfc3339: String {
        let bytes = rfc3339Bytes
        return String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
}

extension InlineArray where Element == UInt8 {
    /// Writes the two decimal digits of `value`, 0 to 99, at `offset`.
    @inline(__always)
    fileprivate mutating func writePair(_ value: Int, at offset: Int) {
        let value = UInt8(truncatingIfNeeded: value)
        self[offset] = UInt8(ascii: "0") &+ value / 10
        self[offset &+ 1] = UInt8(ascii: "0") &+ value % 10
    }
}
