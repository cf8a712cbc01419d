import RealModule

/// Calibration without labels: the bursts of whoever walks by, each heard by several sensors, tell the path-loss
/// exponent, each sensor's gain, and the shadowing, because only the right ones make all bursts fit places on the floor.
///
/// Evidence maximisation: for each exponent and shadowing, offsets are iterated to their fixed point; the pair with the
/// largest evidence wins. Needs no identity, only levels. Source: science page 1.7, `loc/selfcal.py` `crowd`.
public struct CrowdCalibration: Hashable, Sendable {
    /// Exponents tried, at equal distances; the best is then refined between its neighbours.
    public var exponents = Array(stride(from: 1.2, through: 3.8, by: 0.2))
    /// Standard deviations of shadowing tried, in decibels.
    public var shadowings = [3.0, 4, 5]
    /// Edge of the cells in metres; coarse, for many posteriors are made.
    public var step = 2.0
    /// Most iterations of the offsets per pair.
    public var iterations = 15

    /// Fewest bursts, each heard by two sensors at least, from which anything is fitted.
    public static let minimum = 30

    /// The usual settings.
    public init() {}

    /// The calibration that makes `bursts` (readings in the plan's order) most probable; keeps what it cannot tell from
    /// `previous`, and drops residual maps, which belong to the offsets they were made with.
    ///
    /// `progress` hears after each pair of exponent and shadowing which share of them was tried. Returns nil with fewer
    /// than ``minimum`` useful bursts or fewer than two sensors. Throws ``InvalidPlan``.
    public func fitted(
        to bursts: [[Reading]], on plan: FloorPlan, after previous: Calibration = Calibration(),
        progress: (Double) -> Void = { _ in }
    ) throws(InvalidPlan) -> Calibration? {
        let useful = bursts.filter { $0.count(where: { $0.frames > 0 }) >= 2 }
        guard useful.count >= Self.minimum else { return nil }
        var best = Candidate(offsets: [], evidence: -.infinity)
        var pairs = 0
        let tried = {
            pairs += 1
            progress(Double(pairs) / Double(shadowings.count * exponents.count))
        }
        for shadowing in shadowings {
            let evidences = try scan(useful, plan, previous.model, shadowing, &best, tried)
            if let refined = Self.vertex(exponents, evidences) {
                try attempt(refined, shadowing, useful, plan, previous.model, &best)
            }
        }
        guard best.evidence > -.infinity else { return nil }
        return best.calibration(plan, previous, bursts: useful.count)
    }

    /// Tries all exponents, each starting from its neighbour's offsets; returns their evidences.
    private func scan(
        _ bursts: [[Reading]], _ plan: FloorPlan, _ model: PathLossModel, _ shadowing: Double,
        _ best: inout Candidate, _ tried: () -> Void
    ) throws(InvalidPlan) -> [Double] {
        var evidences: [Double] = []
        var candidate = Candidate(shadowing: shadowing, offsets: Array(repeating: 0, count: plan.sensors.count))
        for exponent in exponents {
            candidate.exponent = exponent
            try improve(&candidate, bursts, plan, model)
            evidences.append(candidate.evidence)
            if candidate.evidence > best.evidence { best = candidate }
            tried()
        }
        return evidences
    }

    private func attempt(
        _ exponent: Double, _ shadowing: Double, _ bursts: [[Reading]], _ plan: FloorPlan, _ model: PathLossModel,
        _ best: inout Candidate
    ) throws(InvalidPlan) {
        guard best.shadowing == shadowing else { return }
        var candidate = best
        candidate.exponent = exponent
        try improve(&candidate, bursts, plan, model)
        if candidate.evidence > best.evidence { best = candidate }
    }

    /// Iterates the offsets of `candidate` and computes its evidence.
    private func improve(
        _ candidate: inout Candidate, _ bursts: [[Reading]], _ plan: FloorPlan, _ model: PathLossModel
    ) throws(InvalidPlan) {
        var bare = Calibration(model: model)
        bare.model.exponent = candidate.exponent
        bare.model.shadowing = candidate.shadowing
        bare.model.transmitSpread = Self.transmitSpread
        for sensor in plan.sensors { bare.offsets[sensor.name] = 0 }
        var solver = try PosteriorSolver(plan, bare, step: step)
        var pass = CrowdPass(sensors: plan.sensors.count)
        for _ in 0..<iterations {
            pass.run(bursts, candidate.offsets, shift: candidate.shift, &solver)
            pass.update(shift: &candidate.shift, spread: Self.transmitSpread, prior: Self.levelSpread)
            let change = pass.update(&candidate.offsets, prior: Self.offsetSpread)
            if change < Self.smallestChange { break }
        }
        candidate.misfits = pass.misfits
        candidate.evidence = pass.evidence - candidate.penalty
    }

    /// The exponent at the top of the parabola through the largest evidence and its neighbours.
    private static func vertex(_ exponents: [Double], _ evidences: [Double]) -> Double? {
        guard let top = evidences.indices.max(by: { evidences[$0] < evidences[$1] }), top > 0,
            top < evidences.count - 1
        else { return nil }
        let (left, centre, right) = (evidences[top - 1], evidences[top], evidences[top + 1])
        let curvature = left - 2 * centre + right
        guard curvature < 0 else { return nil }
        return exponents[top] + 0.5 * (left - right) / curvature * (exponents[top] - exponents[top - 1])
    }

    private struct Candidate {
        var exponent = 0.0
        var shadowing = 0.0
        var offsets: [Double]
        /// What the reference level is off by, in decibels.
        var shift = 0.0
        var misfits: [Double] = []
        var evidence = 0.0

        /// Minus the logarithm of the priors, up to a constant.
        var penalty: Double {
            let squares = offsets.reduce(0) { $0 + $1 * $1 } / (offsetSpread * offsetSpread)
            let deviation = (exponent - exponentPrior.mean) / exponentPrior.spread
            return (squares + deviation * deviation + shift * shift / (levelSpread * levelSpread)) / 2
        }

        func calibration(_ plan: FloorPlan, _ previous: Calibration, bursts: Int) -> Calibration {
            var calibration = previous
            calibration.generation += 1
            calibration.basis = .crowd
            calibration.sampleCount = bursts
            calibration.model.exponent = exponent
            calibration.model.shadowing = shadowing
            calibration.model.referenceLevel += shift
            calibration.residuals = [:]
            for (index, sensor) in plan.sensors.enumerated() {
                calibration.offsets[sensor.name] = offsets[index]
                calibration.misfits[sensor.name] = misfits[index]
            }
            return calibration
        }
    }

    private static let transmitSpread = 8.0
    private static let offsetSpread = 4.0
    /// Radios and phones differ by so much in the level at 1 m, in decibels, from the default.
    private static let levelSpread = 10.0
    private static let exponentPrior = (mean: 2.6, spread: 0.6)
    /// Decibels below which the offsets count as settled.
    private static let smallestChange = 0.02
}
