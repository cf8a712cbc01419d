/// How arrivals are spread over a day that begins with the opening of the doors: twelve hours open, twelve closed.
enum DayShape {
    /// Arrivals in each hour after opening, relative to the mean hour; a quiet morning, a noon, a busy evening.
    static let openHours = [0.5, 0.7, 0.9, 1.2, 1.3, 1.0, 0.9, 1.0, 1.3, 1.5, 1.1, 0.6]
    static let highest = 1.5
    static let daySeconds = 86_400.0
    static let openSeconds = 43_200.0

    /// The rate so many seconds after the first opening, relative to the mean of the open hours.
    static func shoppers(after seconds: Double) -> Double {
        let second = seconds.truncatingRemainder(dividingBy: daySeconds)
        return second < openSeconds ? openHours[Int(second / 3600)] : 0
    }

    /// The street is never quite empty.
    static func passersBy(after seconds: Double) -> Double { max(shoppers(after: seconds), 0.1) }
}
