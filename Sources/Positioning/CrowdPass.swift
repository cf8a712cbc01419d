import RealModule

/// One pass over all bursts: where each may have been, and by how much each sensor then missed its level.
struct CrowdPass {
    /// Σ log evidence of the bursts.
    private(set) var evidence = 0.0
    /// Σ w ρ per sensor, with ρ the level above expectation.
    private var errors: [Double]
    /// Σ w per sensor.
    private var weights: [Double]
    /// Σ (ρ less the offset)² per sensor, and of how many readings.
    private var squares: [Double]
    private var readings: [Double]
    /// Posterior mean of each burst's power above the reference level, added up over `count` bursts.
    private var powers = 0.0
    private var count = 0.0

    init(sensors: Int) {
        errors = Array(repeating: 0, count: sensors)
        weights = errors
        squares = errors
        readings = errors
    }

    /// Per sensor, how many decibels (root mean square) its levels miss what the other sensors make of the bursts.
    var misfits: [Double] { zip(squares, readings).map { $1 > 0 ? ($0 / $1).squareRoot() : 0 } }

    /// Adds up over `bursts`, with the sensors' `offsets` and what the reference level is off by, `shift`, taken from
    /// their levels; `solver` knows neither.
    mutating func run(
        _ bursts: [[Reading]], _ offsets: [Double], shift: Double, _ solver: inout PosteriorSolver
    ) {
        (evidence, powers, count) = (0, 0, Double(bursts.count))
        for sensor in errors.indices {
            (errors[sensor], weights[sensor], squares[sensor], readings[sensor]) = (0, 0, 0, 0)
        }
        var corrected: [Reading] = []
        for burst in bursts {
            corrected.removeAll(keepingCapacity: true)
            for (reading, offset) in zip(burst, offsets) {
                guard case .heard(let level, let frames) = reading else { corrected.append(.absent); continue }
                corrected.append(.heard(level: level - offset - shift, frames: frames))
            }
            evidence += solver.solve(corrected).logEvidence
            let power = add(corrected, offsets, solver)
            addSilence(of: burst, power, offsets, shift, solver)
        }
    }

    /// Moves `offsets` to Σ w ρ / (Σ w + 1/prior²), with mean 0; returns the largest step in decibels.
    func update(_ offsets: inout [Double], prior: Double) -> Double {
        var updated = offsets.indices.map { errors[$0] / (weights[$0] + 1 / (prior * prior)) }
        let mean = updated.reduce(0, +) / Double(updated.count)
        for sensor in updated.indices { updated[sensor] -= mean }
        let change = zip(updated, offsets).reduce(0) { max($0, abs($1.0 - $1.1)) }
        offsets = updated
        return change
    }

    /// Moves `shift` to the bursts' mean power, which varies by `spread` among them; `prior` dB hold it back.
    func update(shift: inout Double, spread: Double, prior: Double) {
        shift = (count * shift + powers) / (count + spread * spread / (prior * prior))
    }

    /// The posterior of a burst's power: its mean above the reference level, and its precision.
    private struct Power {
        var mean: Double
        var precision: Double
    }

    private mutating func add(_ burst: [Reading], _ offsets: [Double], _ solver: PosteriorSolver) -> Power {
        let model = solver.model
        var precision = 1 / (model.transmitSpread * model.transmitSpread)
        var sum = 0.0
        for (sensor, reading) in burst.enumerated() {
            guard case .heard(let level, let frames) = reading else { continue }
            let weight = solver.weight(of: sensor, frames: frames)
            precision += weight
            sum += weight * (level - model.referenceLevel - solver.expectedBase(of: sensor))
        }
        let power = sum / precision
        powers += power
        for (sensor, reading) in burst.enumerated() {
            guard case .heard(let level, let frames) = reading else { continue }
            let weight = solver.weight(of: sensor, frames: frames)
            let expected = model.referenceLevel + solver.expectedBase(of: sensor) + power
            errors[sensor] += weight * (level + offsets[sensor] - expected)
            weights[sensor] += weight
            squares[sensor] += (level - expected) * (level - expected)
            readings[sensor] += 1
        }
        return Power(mean: power, precision: precision)
    }

    /// Who hears a burst only when it comes loud seems to gain more than it does: what it does not hear counts as the
    /// level that is expected of one below the sensitivity (Tobin 1958; expectation maximisation). Where that is all but
    /// impossible, something else was the matter with the sensor, and nothing is concluded.
    ///
    /// Source: 400 simulated shops each of 4, 6, 8 sensors, 100 bursts, error above that of who knows all: on average 1.8,
    /// 1.0, 1.1 % without this, more than 3 % in 59, 3, 10 of them; with it 1.5, 0.9, 1.0 %, and in 32, 3, 4.
    private mutating func addSilence(
        of burst: [Reading], _ power: Power, _ offsets: [Double], _ shift: Double, _ solver: PosteriorSolver
    ) {
        for (sensor, reading) in burst.enumerated() where reading == .silent {
            let weight = solver.weight(of: sensor, frames: 1)
            let spread = (1 / weight + 1 / power.precision).squareRoot()
            let expected = solver.model.referenceLevel + solver.expectedBase(of: sensor) + power.mean
            let z = (solver.model.sensitivity - offsets[sensor] - shift - expected) / spread
            let below = Double.erfc(-z / 2.0.squareRoot()) / 2
            let share = below / (below + Self.unexplainedSilence)
            let density = Double.exp(-z * z / 2) / (2 * Double.pi).squareRoot()
            errors[sensor] += share * weight * (offsets[sensor] - spread * density / max(below, 1e-9))
            weights[sensor] += share * weight
        }
    }

    /// How often a sensor hears nothing for another reason than the level.
    private static let unexplainedSilence = 0.02
}

extension PosteriorSolver {
    /// Inverse variance of a mean level over `frames` frames.
    func weight(of sensor: Int, frames: Int) -> Double {
        1 / (Double(grid.staticVariance[sensor]) + model.fading * model.fading / Double(frames))
    }

    /// Posterior mean of the level that `sensor` expects, relative to the transmitter's.
    func expectedBase(of sensor: Int) -> Double {
        var sum = Lane.zero
        for block in 0..<grid.blockCount { sum += mass[block] * grid.base[block * grid.sensorCount + sensor] }
        return Double(sum.sum())
    }
}
