extension WallTime {
    /// Appends the instant as `2026-01-31T23:59:59.123Z` to `text`: UTC, milliseconds cut off, always 24 bytes.
    ///
    /// Source: RFC 3339 §5.6. Instants before the year 0 do not exist in this type.
    public func appendRFC3339(to text: inout [UInt8]) {
        let time = CivilTime(self)
        appendDigits(time.year, count: 4, to: &text)
        text.append(UInt8(ascii: "-"))
        appendDigits(time.month, count: 2, to: &text)
        text.append(UInt8(ascii: "-"))
        appendDigits(time.day, count: 2, to: &text)
        text.append(UInt8(ascii: "T"))
        appendDigits(time.secondOfDay / 3_600, count: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        appendDigits(time.secondOfDay / 60 % 60, count: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        appendDigits(time.secondOfDay % 60, count: 2, to: &text)
        text.append(UInt8(ascii: "."))
        appendDigits(time.nanosecond / 1_000_000, count: 3, to: &text)
        text.append(UInt8(ascii: "Z"))
    }

    /// The instant as `2026-01-31T23:59:59.123Z`.
    public var rfc3339: String {
        var text: [UInt8] = []
        text.reserveCapacity(24)
        appendRFC3339(to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}

/// Appends the last `count` decimal digits of `value`, with leading zeros.
private func appendDigits(_ value: Int, count: Int, to text: inout [UInt8]) {
    if count > 1 { appendDigits(value / 10, count: count - 1, to: &text) }
    text.append(UInt8(ascii: "0") + UInt8(value % 10))
}
