public import Timekeeping

/// A week of a shop: when it is open, how busy the hours are, and what befalls it.
///
/// It opens from 9 to 19 o'clock each day (UTC), twice as busy at lunch as else; its staff comes six minutes before and
/// leaves six minutes after. The street is busy from 7 to 21 o'clock and hardly ever empty. A class of a school comes on
/// Wednesday, the power fails on Thursday, the sensor is dead for a while on Friday, and on Saturday somebody floods the
/// air with requests of invented phones, each built otherwise.
public struct ShopWeek: Sendable {
    /// What befalls a shop.
    public enum Incident: String, CaseIterable, Sendable {
        case schoolClass = "school-class"
        case powerCut = "power-cut"
        case deadSensor = "dead-sensor"
        case flood
    }

    /// When the week begins: a Monday, 00:00 UTC.
    public let start: WallTime

    /// A week that begins at `start`.
    public init(start: WallTime = WallTime(seconds: 1_772_409_600)) { self.start = start }

    /// How long a week is.
    public static let length = Interval.minutes(7 * 1_440)

    /// When something befalls the shop.
    public func span(of incident: Incident) -> Range<WallTime> {
        switch incident {
        case .schoolClass: span(day: 2, minute: 10 * 60, minutes: 40)
        case .powerCut: span(day: 3, minute: 14 * 60, minutes: 40)
        case .deadSensor: span(day: 4, minute: 11 * 60, minutes: 30)
        case .flood: span(day: 5, minute: 16 * 60, minutes: 15)
        }
    }

    /// Whether the sensor works.
    public func isHeard(at time: WallTime) -> Bool {
        !span(of: .powerCut).contains(time) && !span(of: .deadSensor).contains(time)
    }

    /// When the staff comes on the day that is so many days after the start.
    func staffComes(day: Int) -> WallTime { span(day: day, minute: Self.opening - 6, minutes: 0).lowerBound }

    /// When the last of the staff leaves on the day of `time`; the others are asked to leave six minutes earlier.
    func staffLeaves(at time: WallTime) -> WallTime { closing(at: time) + .minutes(6) }

    /// When the shop closes on the day of `time`.
    func closing(at time: WallTime) -> WallTime {
        span(day: Int((time - start).seconds / 86_400), minute: Self.closing, minutes: 0).lowerBound
    }

    /// How many shoppers come, relative to the mean of the open hours.
    func shoppers(at time: WallTime) -> Double {
        let minute = minuteOfDay(time)
        guard (Self.opening..<Self.closing).contains(minute) else { return 0 }
        return (12 * 60..<14 * 60).contains(minute) ? Self.mostShoppers : Self.mostShoppers / 2
    }

    /// How many people walk by, relative to the day.
    func passersBy(at time: WallTime) -> Double { (7 * 60..<21 * 60).contains(minuteOfDay(time)) ? 1 : 0.05 }

    /// The greatest value of ``shoppers(at:)``: with two of the ten open hours twice as busy as the others, the mean is 1.
    static let mostShoppers = 5.0 / 3
    /// The pupils and teachers of the class.
    static let classSize = 25
    /// The time between two requests of the flood.
    static let floodGap = Interval.milliseconds(100)

    private func span(day: Int, minute: Int, minutes: Int) -> Range<WallTime> {
        let from = start + .minutes(Int64(day * 1_440 + minute))
        return from..<from + .minutes(Int64(minutes))
    }

    private func minuteOfDay(_ time: WallTime) -> Int { Int((time - start).seconds / 60) % 1_440 }

    private static let opening = 9 * 60
    private static let closing = 19 * 60
}
