/// A figure and the interval that holds the truth in 95 of 100 cases.
public struct Estimate: Equatable, Sendable {
    /// The best single figure.
    public var value: Double
    /// The lower end of the interval, at least 0.
    public var low: Double
    /// The upper end of the interval.
    public var high: Double

    /// A figure with its interval.
    public init(value: Double, low: Double, high: Double) {
        self.value = value
        self.low = low
        self.high = high
    }

    /// A count that nothing has calibrated: right within a factor of two.
    ///
    /// Source: leave-models-out evaluation of the class table, raw ratios of 0.5 to 2.6 to the truth.
    public static func uncalibrated(_ value: Double) -> Self { Self(value: value, low: value / 2, high: value * 2) }
}
