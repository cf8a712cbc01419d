extension WallTime {
    /// The instant as the 24 bytes of `2026-01-31T23:59:59.123Z`: UTC, milliseconds cut off.
    ///
    /// Source: RFC 3339 §5.6. Instants before the year 0 do not exist in this type.
    public var rfc3339Bytes: InlineArray<24, UInt8> {
        let time = CivilTime(self)
        var text = InlineArray<24, UInt8>(repeating: UInt8(ascii: "0"))
        text.write(time.year, digits: 4, at: 0)
        text[4] = UInt8(ascii: "-")
        text.write(time.month, digits: 2, at: 5)
        text[7] = UInt8(ascii: "-")
        text.write(time.day, digits: 2, at: 8)
        text[10] = UInt8(ascii: "T")
        text.write(time.secondOfDay / 3_600, digits: 2, at: 11)
        text[13] = UInt8(ascii: ":")
        text.write(time.secondOfDay / 60 % 60, digits: 2, at: 14)
        text[16] = UInt8(ascii: ":")
        text.write(time.secondOfDay % 60, digits: 2, at: 17)
        text[19] = UInt8(ascii: ".")
        text.write(time.nanosecond / 1_000_000, digits: 3, at: 20)
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
    /// Writes the last `digits` decimal digits of `value` at `offset`.
    @inline(__always)
    fileprivate mutating func write(_ value: Int, digits: Int, at offset: Int) {
        var rest = value
        for place in stride(from: offset + digits - 1, through: offset, by: -1) {
            self[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
