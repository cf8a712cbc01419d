public import Counting

/// How many people stand behind a device of the estimate, learnt from windows whose people were counted.
///
/// The ratio κ = Σ people / Σ devices. The interval of a later window has two parts: the spread of windows about the
/// ratio, which grows with the root of their people, and the uncertainty of the ratio itself. Estimates of windows
/// within 15 minutes share their evidence, so that many short windows are worth no more than a few long ones.
public struct PeopleCalibration: Equatable, Sendable {
    /// People for each device.
    public let ratio: Double
    /// The standard error of ``ratio``.
    public let ratioError: Double
    /// Variance of a window's people about the ratio, for each person (and one more).
    public let dispersion: Double
    /// How many windows it was learnt from.
    public let windows: Int

    /// A calibration from pairs of estimated devices and counted people in windows of so many minutes; nil when there are
    /// fewer than two windows or no device in them.
    public init?(_ pairs: [(devices: Double, people: Double)], windowMinutes: Int) {
        let devices = pairs.reduce(0) { $0 + $1.devices }
        guard pairs.count >= 2, devices > 0 else { return nil }
        let ratio = pairs.reduce(0) { $0 + $1.people } / devices
        var (squares, weighted) = (0.0, 0.0)
        for pair in pairs {
            let expected = ratio * pair.devices
            let square = (pair.people - expected) * (pair.people - expected)
            squares += square
            weighted += square / (expected + 1)
        }
        let shared = max(1, 15 / Double(windowMinutes))
        self.ratio = ratio
        ratioError = (squares * shared).squareRoot() / devices
        dispersion = weighted / Double(pairs.count - 1)
        windows = pairs.count
    }

    /// The people behind an estimate of devices, with a 95 % interval.
    public func people(_ devices: Estimate) -> Estimate {
        let expected = ratio * devices.value
        let fromRatio = devices.value * ratioError
        let deviation = (dispersion * (expected + 1) + fromRatio * fromRatio).squareRoot()
        return Estimate(
            value: expected, low: max(0, expected - Self.twoSided95 * deviation),
            high: expected + Self.twoSided95 * deviation)
    }

    /// Φ⁻¹(0.975).
    private static let twoSided95 = 1.96
}
