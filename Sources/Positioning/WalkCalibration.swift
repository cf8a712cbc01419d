import RealModule

/// Calibration from a labelled walk: an installer stops at known places with a phone.
///
/// Fits the reference level, the path-loss exponent and each sensor's gain with weak priors; from ``mapMinimum`` stops
/// on, what remains at each sensor is mapped over the floor. Source: `loc/danis_gp.py`.
public struct WalkCalibration: Hashable, Sendable {
    /// Metres over which residuals stay alike; nil for no map.
    public var mapLength: Double? = 4
    /// Spread of transmit power among the phones to be located, in decibels. One walk with one phone cannot tell it.
    public var transmitSpread = PathLossModel().transmitSpread
    /// Standard deviation from frame to frame, in decibels.
    public var fading = PathLossModel().fading

    /// Fewest stops from which anything is fitted.
    public static let minimum = 3
    /// Fewest stops at which a sensor was heard from which its residuals are mapped.
    public static let mapMinimum = 20

    /// The usual settings.
    public init() {}

    /// The site's calibration after a walk with these `stops`; nil with fewer than ``minimum`` stops that were heard.
    public func fitted(to stops: [Stop], on plan: FloorPlan, after previous: Calibration = Calibration())
        -> Calibration?
    {
        let samples = Self.samples(stops, plan, previous.model)
        guard Set(samples.map(\.stop)).count >= Self.minimum,
            let solution = Self.solve(samples, sensors: plan.sensors.count)
        else { return nil }
        var calibration = previous
        calibration.generation += 1
        calibration.basis = .walk
        calibration.sampleCount = stops.count
        calibration.model = model(solution, previous.model)
        for (sensor, offset) in zip(plan.sensors, solution.offsets) { calibration.offsets[sensor.name] = offset }
        calibration.residuals = maps(stops, samples, solution, plan)
        return calibration
    }

    private func model(_ solution: Solution, _ previous: PathLossModel) -> PathLossModel {
        var model = previous
        model.exponent = solution.exponent
        model.referenceLevel = solution.referenceLevel
        model.shadowing = solution.shadowing
        model.transmitSpread = transmitSpread
        model.fading = fading
        return model
    }

    /// One map per sensor that was heard at enough stops. Sensors heard at the same stops share the factored kernel.
    private func maps(
        _ stops: [Stop], _ samples: [Sample], _ solution: Solution, _ plan: FloorPlan
    ) -> [String: ResidualMap] {
        guard let mapLength else { return [:] }
        let variance = solution.shadowing * solution.shadowing
        var maps: [String: ResidualMap] = [:]
        var kriging: Kriging?
        for (index, sensor) in plan.sensors.enumerated() {
            let own = samples.indices.filter { samples[$0].sensor == index }
            let places = own.map { stops[samples[$0].stop].place }
            guard places.count >= Self.mapMinimum else { continue }
            if kriging?.places != places { kriging = Kriging(places, variance: variance, length: mapLength) }
            maps[sensor.name] = kriging?.map(of: own.map { solution.residuals[$0] })
        }
        return maps
    }

    /// One level heard at one stop.
    private struct Sample {
        var stop: Int
        var sensor: Int
        var level: Double
        /// −10 log₁₀ of the distance in metres.
        var loss: Double
    }

    private struct Solution {
        var referenceLevel: Double
        var offsets: [Double]
        var exponent: Double
        var residuals: [Double]
        var shadowing: Double
    }

    private static func samples(_ stops: [Stop], _ plan: FloorPlan, _ model: PathLossModel) -> [Sample] {
        var bare = Calibration(model: model)
        bare.model.exponent = 1
        for sensor in plan.sensors { bare.offsets[sensor.name] = 0 }
        let links = plan.sensors.map { Link($0, plan, bare) }
        return stops.indices.flatMap { stop in
            stops[stop].readings.enumerated().compactMap { sensor, reading in
                guard case .heard(let level, let frames) = reading, level.isFinite, frames > 0 else { return nil }
                let place = stops[stop].place
                return Sample(
                    stop: stop, sensor: sensor, level: level,
                    loss: links[sensor].level(at: place.point, floor: place.floor))
            }
        }
    }

    /// Least squares with priors: unknowns are the reference level, one offset per sensor, and the exponent.
    private static func solve(_ samples: [Sample], sensors: Int) -> Solution? {
        let order = sensors + 2
        var matrix = Array(repeating: 0.0, count: order * order)
        var right = Array(repeating: 0.0, count: order)
        let priors = [levelPrior] + Array(repeating: offsetPrior, count: sensors) + [exponentPrior]
        for (index, prior) in priors.enumerated() {
            matrix[index * order + index] = assumedVariance / (prior.spread * prior.spread)
            right[index] = prior.mean * matrix[index * order + index]
        }
        for sample in samples {
            let row = [(0, 1.0), (1 + sample.sensor, 1.0), (order - 1, sample.loss)]
            for (i, a) in row {
                right[i] += a * sample.level
                for (j, b) in row { matrix[i * order + j] += a * b }
            }
        }
        guard let solution = Cholesky(matrix, order: order)?.solution(right) else { return nil }
        let residuals = samples.map {
            $0.level - solution[0] - solution[1 + $0.sensor] - solution[order - 1] * $0.loss
        }
        let freedom = max(Double(samples.count) - freedomPerUnknown * Double(order), 5)
        let spread = (residuals.reduce(0) { $0 + $1 * $1 } / freedom).squareRoot()
        return Solution(
            referenceLevel: solution[0], offsets: Array(solution[1...sensors]), exponent: solution[order - 1],
            residuals: residuals, shadowing: max(spread, leastShadowing))
    }

    private static let levelPrior = (mean: -50.0, spread: 20.0)
    private static let offsetPrior = (mean: 0.0, spread: 4.0)
    private static let exponentPrior = (mean: 2.5, spread: 0.7)
    /// Variance of one level about the model while fitting, in dB².
    private static let assumedVariance = 16.0
    /// Priors take part of each unknown's freedom.
    private static let freedomPerUnknown = 0.7
    private static let leastShadowing = 2.5
}
