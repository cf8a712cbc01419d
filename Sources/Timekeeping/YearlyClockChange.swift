/// Clocks that change twice a year by a rule, or never: `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// Source: POSIX.1-2017 §8.3, TZ; RFC 8536 §3.3.1 for hours from -167 to 167.
struct YearlyClockChange: Equatable, Sendable {
    private let standard: Int
    private let summer: (offset: Int, from: Day, to: Day)?

    /// Reads the rule; `nil` when it is none.
    init?(posix text: some Collection<UInt8>) {
        var reader = Reader(rest: Array(text)[...])
        guard reader.skipName(), let standard = reader.time() else { return nil }
        self.standard = -standard
        guard !reader.rest.isEmpty else {
            summer = nil
            return
        }
        guard reader.skipName() else { return nil }
        let offset = reader.rest.first == UInt8(ascii: ",") ? standard - 3_600 : reader.time()
        guard let offset, reader.skip(","), let from = reader.day(), reader.skip(","), let to = reader.day(),
            reader.rest.isEmpty
        else { return nil }
        summer = (-offset, from, to)
    }

    /// How far the clocks are before UTC at a second since 1970.
    func offsetSeconds(at second: Int64) -> Int {
        guard let summer else { return standard }
        let year = CivilTime(WallTime(seconds: second + Int64(standard))).year
        let begin = summer.from.second(in: year) - Int64(standard)
        let end = summer.to.second(in: year) - Int64(summer.offset)
        let isSummer = begin < end ? begin <= second && second < end : second >= begin || second < end
        return isSummer ? summer.offset : standard
    }

    static func == (left: Self, right: Self) -> Bool {
        left.standard == right.standard && left.summer?.offset == right.summer?.offset
            && left.summer?.from == right.summer?.from && left.summer?.to == right.summer?.to
    }

    /// A day of each year, and the local time of the change on it.
    private struct Day: Equatable {
        enum Kind: Equatable {
            /// The `week`th such weekday (0 is Sunday) of a month; the 5th is the last.
            case weekday(month: Int, week: Int, weekday: Int)
            /// 1 to 365: February 29 is never counted.
            case withoutLeapDay(Int)
            /// 0 to 365.
            case ofYear(Int)
        }

        var kind: Kind
        var time = 7_200

        /// The local second of the change, as if it were UTC.
        func second(in year: Int) -> Int64 {
            let january = daysSince1970(year: year, month: 1, day: 1)
            let day: Int64
            switch kind {
            case .ofYear(let number): day = january + Int64(number)
            case .withoutLeapDay(let number):
                let hasLeapDay = daysSince1970(year: year, month: 3, day: 1) - january == 60
                day = january + Int64(number - 1) + (hasLeapDay && number >= 60 ? 1 : 0)
            case .weekday(let month, let week, let weekday):
                let first = daysSince1970(year: year, month: month, day: 1)
                // 1970-01-01 was a Thursday.
                let ahead = flooredDivision(Int64(weekday) - (first + 4), by: 7).remainder
                let next =
                    month == 12
                    ? daysSince1970(year: year + 1, month: 1, day: 1)
                    : daysSince1970(year: year, month: month + 1, day: 1)
                var found = first + ahead + 7 * Int64(week - 1)
                while found >= next { found -= 7 }
                day = found
            }
            return day * 86_400 + Int64(time)
        }
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: character) else { return false }
            rest.removeFirst()
            return true
        }

        mutating func skipName() -> Bool {
            if skip("<") {
                rest = rest.drop { $0 != UInt8(ascii: ">") }
                return skip(">")
            }
            let letters = rest.prefix { (0x41...0x5A).contains($0 & 0xDF) }
            rest = rest.dropFirst(letters.count)
            return letters.count >= 3
        }

        mutating func number() -> Int? {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard (1...3).contains(digits.count) else { return nil }
            rest = rest.dropFirst(digits.count)
            return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
        }

        /// `[+-]h[:m[:s]]` in seconds.
        mutating func time() -> Int? {
            let sign = skip("-") ? -1 : 1
            if sign == 1 { _ = skip("+") }
            guard let hours = number(), hours <= 167 else { return nil }
            var seconds = hours * 3_600
            for unit in [60, 1] where skip(":") {
                guard let part = number(), part < 60 else { return nil }
                seconds += part * unit
            }
            return sign * seconds
        }

        mutating func day() -> Day? {
            var day: Day
            if skip("M") {
                guard let month = number(), (1...12).contains(month), skip("."), let week = number(),
                    (1...5).contains(week), skip("."), let weekday = number(), (0...6).contains(weekday)
                else { return nil }
                day = Day(kind: .weekday(month: month, week: week, weekday: weekday))
            } else if skip("J") {
                guard let number = number(), (1...365).contains(number) else { return nil }
                day = Day(kind: .withoutLeapDay(number))
            } else {
                guard let number = number(), number <= 365 else { return nil }
                day = Day(kind: .ofYear(number))
            }
            guard skip("/") else { return day }
            guard let time = time() else { return nil }
            day.time = time
            return day
        }
    }
}

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
func daysSince1970(year: Int, month: Int, day: Int) -> Int64 {
    let shifted = Int64(month <= 2 ? year - 1 : year)
    let (era, yearOfEra) = flooredDivision(shifted, by: 400)
    let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}
