/// A calendar date and time of day in UTC, in the proleptic Gregorian calendar.
public struct CivilTime: Equatable, Sendable {
    /// 1678 to 2262 for an instant of ``Wall``.
    public var year: Int
    /// 1 to 12.
    public var month: Int
    /// 1 to 31.
    public var day: Int
    /// 0 to 86,399.
    public var secondOfDay: Int
    /// 0 to 999,999,999.
    public var nanosecond: Int

    /// The calendar's reading of an instant.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
    public init(_ instant: WallTime) {
        let (days, nanosecondOfDay) = flooredDivision(instant.nanoseconds, by: 86_400_000_000_000)
        secondOfDay = Int(nanosecondOfDay / 1_000_000_000)
        nanosecond = Int(nanosecondOfDay % 1_000_000_000)
        let shifted = days + daysFromMarch0000To1970
        let (era, dayOfEra) = flooredDivision(shifted, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchBasedMonth = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * marchBasedMonth + 2) / 5 + 1)
        month = Int(marchBasedMonth < 10 ? marchBasedMonth + 3 : marchBasedMonth - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    }
}

/// `value` divided by a positive `divisor`, rounded towards minus infinity, and what is left (never negative).
@inlinable
public func flooredDivision(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}

/// Days from 0000-03-01 to 1970-01-01.
private let daysFromMarch0000To1970: Int64 = 719_468
