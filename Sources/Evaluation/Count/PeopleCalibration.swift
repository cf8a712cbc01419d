public import Counting
import Timekeeping
import RealModule

/// How many people stand behind a device of the estimate, learnt from windows whose people were counted.
///
/// Two ratios: κ = Σ people / Σ devices, and β = Σ people / Σ bursts of frames, which speaks in a crowd. The interval of
/// another window has three parts: the spread of windows about the ratio, which grows with the root of their people; what
/// those of a day have in common; and the uncertainty of the ratio itself, which grows with the time to the nearest window
/// that it was learnt from. Estimates of
/// windows within 15 minutes share their evidence, so that many short windows are worth no more than a few long ones.
public struct PeopleCalibration: Equatable, Sendable {
    /// People for each device.
    public let ratio: Double
    /// The standard error of ``ratio`` at the time of the lessons.
    public let ratioError: Double
    /// Variance of a window's people about the ratio, for each person (and one more).
    public let dispersion: Double
    /// How many windows it was learnt from.
    public let windows: Int
    /// People for each burst; 0 when none was heard.
    private let ratioOfBursts: Double
    /// On how many days, by universal time, these were.
    private let days: Double
    /// The windows that it was learnt from.
    private let spans: [Range<WallTime>]

    /// A calibration from windows of so many minutes whose people were counted; nil when there are fewer than two, or no
    /// device in them.
    public init?(_ lessons: [(count: WindowCount, people: Double)], windowMinutes: Int) {
        let devices = lessons.reduce(0) { $0 + $1.count.movingDevices }
        guard lessons.count >= 2, devices > 0 else { return nil }
        let people = lessons.reduce(0) { $0 + $1.people }
        let bursts = lessons.reduce(0) { $0 + $1.count.bursts }
        ratio = people / devices
        ratioOfBursts = bursts > 0 ? people / bursts : 0
        var (squares, weighted) = (0.0, 0.0)
        for lesson in lessons {
            let expected = Self.expected(lesson.count, ratio, ratioOfBursts)
            let square = (lesson.people - expected) * (lesson.people - expected)
            squares += square
            weighted += square / (expected + 1)
        }
        let shared = max(1, 15 / Double(windowMinutes))
        ratioError = (squares * shared).squareRoot() / devices
        dispersion = weighted / Double(lessons.count - 1)
        windows = lessons.count
        days = Double(Set(lessons.map { $0.count.from.rfc3339.prefix(10) }).count)
        spans = lessons.map { $0.count.from..<$0.count.to }
    }

    /// The people of a window, with a 95 % interval.
    public func people(_ count: WindowCount) -> Estimate {
        .people(
            Self.expected(count, ratio, ratioOfBursts), dispersion: dispersion, days: days,
            ratioDeviation: ratioDeviation(count))
    }

    /// The standard deviation of the ratio's logarithm in a window.
    private func ratioDeviation(_ count: WindowCount) -> Double {
        let age = spans.map { max($0.lowerBound - count.to, count.from - $0.upperBound, .zero) }.min() ?? .zero
        return Estimate.ratioDeviation(learnt: ratio > 0 ? ratioError / ratio : .infinity, age: age)
    }

    private static func expected(_ count: WindowCount, _ ratio: Double, _ ratioOfBursts: Double) -> Double {
        PeopleModel.blend(ofDevices: ratio * count.movingDevices, ofBursts: ratioOfBursts * count.bursts)
    }
}
