/// How sure one sensor can be that a scan came from inside the zone, from its level alone.
///
/// The zone of a lone sensor is where phones are heard at a minimum level. A level is the sum of what distance makes of
/// it, of shadowing (the same for all frames of a scan) and of fading (new in each frame), so the probability is
/// Φ((mean - minimum) / σ) with σ² = 5² + 3.5²/K for K frames. One sensor cannot tell the street before the window
/// from the shop behind it.
struct LevelModel: Equatable, Sendable {
    private let minimumLevelDBm: Int
    /// For each number of frames, how far the sum of levels must be from the minimum for a probability of 0.8.
    private let clearMargins: [Double]

    init(minimumLevelDBm: Int) {
        self.minimumLevelDBm = minimumLevelDBm
        clearMargins = (0...Int(ScanLevels.mostFrames)).map { frames in
            frames == 0 ? ScanLevels.clearMargin : clearDeviations * deviation(frames: frames) * Double(frames)
        }
    }

    /// The probability that a scan came from inside.
    func insideProbability(_ scan: ScanLevels) -> Double {
        let frames = Int(scan.frames)
        if frames == 0 { return scan.locatedProbability }
        return standardNormal(Double(excess(scan)) / Double(frames) / deviation(frames: frames))
    }

    /// Whether inside is likelier than outside.
    func isInside(_ scan: ScanLevels) -> Bool { excess(scan) >= 0 }

    /// Whether the probability is 0.8 or more: one such scan starts a visit.
    func isClearlyInside(_ scan: ScanLevels) -> Bool { Double(excess(scan)) >= clearMargins[Int(scan.frames)] }

    /// Whether the probability is 0.2 or less: such a scan does not prolong a visit.
    func isClearlyOutside(_ scan: ScanLevels) -> Bool { Double(excess(scan)) <= -clearMargins[Int(scan.frames)] }

    /// The sum of the levels above the minimum.
    private func excess(_ scan: ScanLevels) -> Int { Int(scan.sumDBm) - minimumLevelDBm * Int(scan.frames) }
}

/// The levels of the frames of one scan, as far as they matter: their number and their sum.
///
/// A scan that several sensors have located has no frames, and instead of a sum how far its probability of inside is
/// from one half, in millionths: so the same comparisons serve for both, and a frame costs no step more.
struct ScanLevels: Equatable, Sendable {
    /// Frames, at least 1 once one was added; later ones than ``mostFrames`` tell nothing new.
    private(set) var frames: UInt16 = 0
    /// The sum of their levels in dBm.
    private(set) var sumDBm: Int32 = 0

    init() {}

    /// A scan that came from inside with a probability.
    init(insideProbability: Double) {
        sumDBm = Int32(((min(max(insideProbability, 0), 1) - 0.5) * millionths).rounded())
    }

    /// The probability of a scan without frames.
    var locatedProbability: Double { Double(sumDBm) / millionths + 0.5 }

    /// From one half to the probability of 0.8.
    static let clearMargin = 0.3 * millionths

    static let mostFrames: UInt16 = 64

    mutating func add(_ levelDBm: Int8) {
        guard frames < Self.mostFrames else { return }
        frames += 1
        sumDBm += Int32(levelDBm)
    }
}

/// The standard deviation of a scan's mean level in dB. With no frames: of nothing.
private func deviation(frames: Int) -> Double { (25 + 12.25 / Double(max(frames, 1))).squareRoot() }

private let millionths = 1e6

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
