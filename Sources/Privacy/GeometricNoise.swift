/// Noise for exported statistics: the two-sided geometric mechanism, drawn exactly.
///
/// One figure that one person can change by at most ``sensitivity`` gets ε-differential privacy. It is a promise about one
/// figure of one window: figures of several windows add up (``windowsPerDay(within:)``), and a person with two phones
/// changes twice as much. Source: Ghosh, Roughgarden, Sundararajan, STOC 2009 (mechanism); Canonne, Kamath, Steinke,
/// NeurIPS 2020, algorithms 1 and 2 (sampling from rational parameters, without floating point).
public struct GeometricNoise: Equatable, Sendable {
    /// ε of one figure of one window, in thousandths.
    public let milliepsilon: Int
    /// By how much one person can change a figure.
    public let sensitivity: Int

    /// Noise for one figure of one window; `nil` outside ``PrivacyFloor/milliepsilonOfWindow``.
    public init?(milliepsilon: Int, sensitivity: Int = 2) {
        guard PrivacyFloor.milliepsilonOfWindow.contains(milliepsilon), (1...100).contains(sensitivity) else {
            return nil
        }
        self.milliepsilon = milliepsilon
        self.sensitivity = sensitivity
    }

    /// A figure with noise, never below 0.
    public func added(to figure: Int, using generator: inout some RandomNumberGenerator) -> Int {
        max(0, figure + draw(using: &generator))
    }

    /// How many windows a day's budget allows.
    public func windowsPerDay(within milliepsilon: Int) -> Int { milliepsilon / self.milliepsilon }

    /// A number x with a probability in proportion to exp(-ε |x| / sensitivity).
    func draw(using generator: inout some RandomNumberGenerator) -> Int {
        let scale = UInt64(1_000 * sensitivity)
        while true {
            let part = generator.next(upperBound: scale)
            guard happens(withExponent: part, over: scale, using: &generator) else { continue }
            var whole: UInt64 = 0
            while happens(withExponent: 1, over: 1, using: &generator) { whole += 1 }
            let magnitude = Int((part + scale * whole) / UInt64(milliepsilon))
            let isNegative = generator.next() & 1 == 1
            if isNegative, magnitude == 0 { continue }
            return isNegative ? -magnitude : magnitude
        }
    }

    /// True with the probability exp(-numerator / denominator), for a fraction of 0 to 1.
    private func happens(
        withExponent numerator: UInt64, over denominator: UInt64, using generator: inout some RandomNumberGenerator
    ) -> Bool {
        var count: UInt64 = 1
        while generator.next(upperBound: denominator * count) < numerator { count += 1 }
        return count % 2 == 1
    }
}
