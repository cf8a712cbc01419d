extension WallTime {
    /// The instant that ``rfc3339Bytes`` wrote, `2026-01-31T23:59:59.123Z`; `nil` for any other text.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    public init?(rfc3339 text: ArraySlice<UInt8>) {
        guard text.count == 24 else { return nil }
        let start = text.startIndex
        for (offset, mark) in zip([4, 7, 10, 13, 16, 19, 23], "--T::.Z".utf8) where text[start + offset] != mark {
            return nil
        }
        func number(_ offset: Int, _ length: Int) -> Int64? {
            var value: Int64 = 0
            for byte in text[(start + offset)..<(start + offset + length)] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            }
            return value
        }
        guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2), let hour = number(11, 2),
            let minute = number(14, 2), let second = number(17, 2), let millisecond = number(20, 3),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60
        else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = flooredDivision(shifted, by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second
        self = WallTime(seconds: seconds) + .milliseconds(millisecond)
    }
}
