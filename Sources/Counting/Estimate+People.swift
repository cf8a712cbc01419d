public import Timekeeping
import RealModule

extension Estimate {
    /// People about an expected number, with a 95 % interval of three parts: single windows scatter about it, those of one
    /// day err together, and the ratio of people to devices that it was made with is not quite the one of now.
    ///
    /// - Parameters:
    ///   - dispersion: The variance of a window for each person, and one more.
    ///   - days: From how many days that is known, at least 1: what the windows of a day have in common, such as the phones
    ///     of the staff, is in it from the second day on.
    ///   - ratioDeviation: The standard deviation of the ratio's natural logarithm.
    public static func people(_ expected: Double, dispersion: Double, days: Double, ratioDeviation: Double) -> Self {
        let ofDay = varianceOfDay / max(days, 1)
        let scatter = twoSided95 * twoSided95 * (dispersion * (expected + 1) + ofDay * expected)
        let factor = Double.exp(twoSided95 * ratioDeviation)
        func reach(_ ofRatio: Double) -> Double { (scatter + ofRatio * ofRatio).squareRoot() }
        return Self(
            value: expected, low: max(0, expected - reach(expected * (1 - 1 / factor))),
            high: expected + reach(expected * (factor - 1)))
    }

    /// The standard deviation of the logarithm of a ratio that was `learnt` with one, after a time in which phones, habits
    /// and the place may have changed: 10 % for a month, more with its root, and never more than is uncertain without
    /// any calibration.
    ///
    /// - Parameter age: How far the nearest lesson lies off, before or behind.
    public static func ratioDeviation(learnt: Double, age: Interval) -> Double {
        let months = max(age.seconds, 0) / (30 * 86_400)
        return min((learnt * learnt + driftPerMonth * driftPerMonth * months).squareRoot(), uncalibratedDeviation)
    }
}

/// Φ⁻¹(0.975).
private let twoSided95 = 1.96
/// The variance of the mean of a day for each person, after two days of calibration.
/// Source: day totals of the model's evaluation, at 10, 30 and 101 people wrong by 0.099, 0.054 and 0.033 on average, which
/// are deviations of 0.124, 0.068 and 0.041.
private let varianceOfDay = 0.16
/// Standard deviation of the ratio's logarithm after a month without a lesson.
private let driftPerMonth = 0.1
/// That of a count that is right within a factor of two in 95 of 100 cases.
private let uncalibratedDeviation = Double.log(2) / twoSided95
