/// How sure one sensor can be that a scan came from inside the zone, from its level alone.
///
/// The zone of a lone sensor is where phones are heard at a minimum level. A level is the sum of what distance makes of
/// it, of shadowing (the same for all frames of a scan) and of fading (new in each frame), so the probability is
/// Φ((mean - minimum) / σ) with σ² = 5² + 3.5²/K for K frames. One sensor cannot tell the street before the window
/// from the shop behind it.
struct LevelModel: Equatable, Sendable {
    private let minimumLevelDBm: Int

    init(minimumLevelDBm: Int) { self.minimumLevelDBm = minimumLevelDBm }

    /// The probability that a scan of `frames` frames with this sum of levels came from inside.
    func insideProbability(levelSum: Int, frames: Int) -> Double {
        let mean = Double(levelSum) / Double(frames)
        return standardNormal((mean - Double(minimumLevelDBm)) / deviation(frames: frames))
    }

    /// Whether inside is likelier than outside.
    func isInside(levelSum: Int, frames: Int) -> Bool { levelSum >= minimumLevelDBm * frames }

    /// Whether the probability is 0.8 or more: one such scan starts a visit.
    func isClearlyInside(levelSum: Int, frames: Int) -> Bool {
        Double(levelSum) >= (Double(minimumLevelDBm) + clearDeviations * deviation(frames: frames)) * Double(frames)
    }

    /// Whether the probability is 0.2 or less: such a scan does not prolong a visit.
    func isClearlyOutside(levelSum: Int, frames: Int) -> Bool {
        Double(levelSum) <= (Double(minimumLevelDBm) - clearDeviations * deviation(frames: frames)) * Double(frames)
    }

    private func deviation(frames: Int) -> Double { (25 + 12.25 / Double(frames)).squareRoot() }
}

/// Φ⁻¹(0.8).
private let clearDeviations = 0.8416

/// The distribution function of the standard normal distribution, to within 2.5e-4.
///
/// Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.18.
func standardNormal(_ x: Double) -> Double {
    let z = abs(x)
    let polynomial = 1 + z * (0.196854 + z * (0.115194 + z * (0.000344 + z * 0.019527)))
    let tail = 0.5 / (polynomial * polynomial * polynomial * polynomial)
    return x < 0 ? tail : 1 - tail
}
