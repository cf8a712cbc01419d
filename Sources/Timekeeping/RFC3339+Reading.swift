extension WallTime {
    /// Reads `2026-01-31T23:59:59Z`, with up to nine decimals of a second: UTC only, no leap second.
    ///
    /// Source: RFC 3339 §5.6, of which this takes a part; years 1970 to 2199.
    public init?(rfc3339 text: String) { self.init(rfc3339: Array(text.utf8)) }

    /// As above, from the text's bytes.
    public init?(rfc3339 bytes: [UInt8]) {
        guard (20...30).contains(bytes.count), bytes.last == UInt8(ascii: "Z") else { return nil }
        let marks: [(Int, Unicode.Scalar)] = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")]
        guard marks.allSatisfy({ bytes[$0.0] == UInt8(ascii: $0.1) }) else { return nil }
        func number(_ places: Range<Int>) -> Int64? {
            var value: Int64 = 0
            for byte in bytes[places] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1970...2199).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var nanoseconds: Int64 = 0
        if bytes[19] == UInt8(ascii: ".") {
            guard bytes.count > 21, let fraction = number(20..<bytes.count - 1) else { return nil }
            nanoseconds = (bytes.count - 21..<9).reduce(fraction) { value, _ in value * 10 }
        } else if bytes.count != 20 {
            return nil
        }
        let seconds = (Self.days(before: month, day, of: year) * 24 + hour) * 3_600 + minute * 60 + second
        self = WallTime(seconds: seconds) + .nanoseconds(nanoseconds)
    }

    /// Days from 1970-01-01 to this one.
    private static func days(before month: Int64, _ day: Int64, of year: Int64) -> Int64 {
        let earlier = year - 1
        let leapDays = earlier / 4 - earlier / 100 + earlier / 400 - 477  // 477 until the end of 1969
        return (year - 1970) * 365 + leapDays + (1..<month).reduce(day - 1) { $0 + days(in: $1, of: year) }
    }

    private static func days(in month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
