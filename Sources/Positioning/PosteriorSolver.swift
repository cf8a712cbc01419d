import RealModule

/// From the levels of one scan event to a posterior over the site's cells.
///
/// The transmitter's power is eliminated analytically for the sensors that heard it; each silent sensor contributes the
/// probability of its silence. All scratch memory lives in the value: a solve allocates nothing.
/// Source: science page 1.4, `loc/model.py` `post_fast`.
public struct PosteriorSolver: Sendable {
    /// The cells and what each sensor expects from them.
    public let grid: Grid
    /// Probability of each zone in the plan's order, then of being inside but in no zone, then of being outside.
    /// Sums to 1. Valid after a solve.
    public private(set) var zoneProbabilities: [Double]
    /// How many times as likely outside is, before anything is heard, as the plan says: a ratio of odds. The evidence does
    /// not know of it.
    public var outsideOdds = 1.0

    let model: PathLossModel
    /// Probability mass per cell after a solve, in the grid's order; 0 in padding cells.
    private(set) var mass: [Lane]
    private var heard: [HeardSensor] = []
    private var silent: [SilentSensor] = []

    /// A sensor's term of the sum of squares: its level less the reference, and the inverse of its variance.
    private struct HeardSensor {
        var index: Int
        var level: Float
        var weight: Float
    }

    /// A silent sensor's standard deviation, inverted.
    private struct SilentSensor {
        var index: Int
        var scale: Float
    }

    /// A solver over `grid`, which was made with a calibration of this `model`.
    public init(_ grid: Grid, _ model: PathLossModel) {
        self.grid = grid
        self.model = model
        zoneProbabilities = Array(repeating: 0, count: grid.zoneCount + 2)
        mass = Array(repeating: .zero, count: grid.blockCount)
        heard.reserveCapacity(grid.sensorCount)
        silent.reserveCapacity(grid.sensorCount)
    }

    /// A solver for `plan` under `calibration` with cells of `step` metres.
    public init(_ plan: FloorPlan, _ calibration: Calibration, step: Double = 1) throws(InvalidPlan) {
        self.init(try Grid(plan, calibration, step: step), calibration.model)
    }

    /// The posterior after `readings`, one per sensor in the plan's order; the prior when none of them says anything.
    public mutating func solve(_ readings: [Reading]) -> Posterior {
        precondition(readings.count == grid.sensorCount, "one reading per sensor of the plan")
        let terms = sort(readings)
        let peak = accumulate(terms)
        let total = normalise(peak)
        let inside = sumZones()
        let evidence = terms.logNormalisation + Double(peak) + .log(Double(total))
        return summary(insideProbability: inside, logEvidence: evidence)
    }

    /// What all cells share.
    private struct Terms {
        /// Σ w + 1/s_P², the precision of the transmitter's power.
        var precision: Float
        /// Probability that all frames of a burst are lost to chance.
        var lostByChance: Float
        var logNormalisation: Double
    }

    private mutating func sort(_ readings: [Reading]) -> Terms {
        heard.removeAll(keepingCapacity: true)
        silent.removeAll(keepingCapacity: true)
        let fading = model.fading * model.fading
        var precision = 1 / (model.transmitSpread * model.transmitSpread)
        var logVariances = 2 * Double.log(model.transmitSpread)
        var mostFrames = 1
        for (index, reading) in readings.enumerated() {
            guard case .heard(let level, let frames) = reading, level.isFinite, frames > 0 else { continue }
            let variance = Double(grid.staticVariance[index]) + fading / Double(frames)
            let level1m = Float(level - model.referenceLevel)
            heard.append(HeardSensor(index: index, level: level1m, weight: Float(1 / variance)))
            precision += 1 / variance
            logVariances += .log(variance)
            mostFrames = max(mostFrames, frames)
        }
        for (index, reading) in readings.enumerated() where reading == .silent {
            let variance = Double(grid.staticVariance[index]) + fading + 1 / precision
            silent.append(SilentSensor(index: index, scale: Float(1 / variance.squareRoot())))
        }
        return Terms(
            precision: Float(precision), lostByChance: Float(Double.pow(model.lossProbability, mostFrames)),
            logNormalisation: -(logVariances + .log(precision)) / 2)
    }

    /// Fills `mass` with log posteriors; returns the largest.
    private mutating func accumulate(_ terms: Terms) -> Float {
        let threshold = Float(model.sensitivity - model.referenceLevel)
        let heardByPower = 1 - terms.lostByChance
        let chance = terms.lostByChance + Self.smallestProbability
        let inversePrecision = 1 / terms.precision
        var peak = Lane(repeating: -.greatestFiniteMagnitude)
        for block in 0..<grid.blockCount {
            let first = block * grid.sensorCount
            var sum = Lane.zero
            var squares = Lane.zero
            for sensor in heard {
                let error = sensor.level - grid.base[first + sensor.index]
                let weighted = error * sensor.weight
                sum += weighted
                squares += weighted * error
            }
            let power = sum * inversePrecision
            var logPosterior = grid.logPrior[block] - 0.5 * (squares - power * sum)
            var silence = Lane.one
            for (count, sensor) in silent.enumerated() {
                let z = (threshold - power - grid.base[first + sensor.index]) * sensor.scale
                silence *= chance + heardByPower * LaneMath.normalCDF(z)
                if count % Self.factorsPerLogarithm == Self.factorsPerLogarithm - 1 {
                    logPosterior += LaneMath.log(silence)
                    silence = .one
                }
            }
            if !silent.isEmpty { logPosterior += LaneMath.log(silence) }
            mass[block] = logPosterior
            peak = pointwiseMax(peak, logPosterior)
        }
        return peak.max()
    }

    /// Turns log posteriors into probabilities; returns the sum before, relative to the peak.
    private mutating func normalise(_ peak: Float) -> Float {
        var sum = Lane.zero
        for block in 0..<grid.blockCount {
            let weight = LaneMath.exp(mass[block] - peak)
            mass[block] = weight
            sum += weight
        }
        let factor = Float(outsideOdds)
        for region in grid.regions where !region.isInside && factor != 1 {
            for block in region.blocks {
                sum += mass[block] * (factor - 1)
                mass[block] *= factor
            }
        }
        let total = sum.sum()
        let scale = 1 / total
        for block in 0..<grid.blockCount { mass[block] *= scale }
        return total
    }

    /// Fills the zone vector; returns the probability of being inside.
    private mutating func sumZones() -> Double {
        for zone in zoneProbabilities.indices { zoneProbabilities[zone] = 0 }
        for share in grid.zoneShares {
            zoneProbabilities[share.zone] += Double((mass[share.block] * share.weight).sum())
        }
        var outside = 0.0
        for region in grid.regions where !region.isInside {
            for block in region.blocks { outside += Double(mass[block].sum()) }
        }
        var zoned = 0.0
        for zone in 0..<grid.zoneCount { zoned += zoneProbabilities[zone] }
        zoneProbabilities[grid.zoneCount] = max(0, 1 - outside - zoned)
        zoneProbabilities[grid.zoneCount + 1] = outside
        return 1 - outside
    }

    /// Keeps the logarithm finite where a sensor's silence is all but impossible.
    private static let smallestProbability: Float = 1e-9
    /// So many factors of at least ``smallestProbability`` stay above the smallest normal number, 1e-38.
    private static let factorsPerLogarithm = 4
}
