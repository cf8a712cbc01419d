import RealModule

/// The smallest position error that the levels of one scan allow, whatever the estimator.
///
/// Source: Cramér–Rao; science page 1.2, `loc/model.py` `fim` and `crlb_rmse`. A bound for unbiased estimators: inside
/// known walls a posterior mean does better, there the Bayes risk (mean posterior variance) is the floor.
public struct Bounds: Sendable {
    private let plan: FloorPlan
    private let calibration: Calibration

    /// What is known about the transmitter's power.
    public enum Power: Hashable, Sendable {
        /// It is the reference level.
        case known
        /// It varies by the model's transmit spread.
        case spread
    }

    /// Bounds for `plan`, which must be valid, under `calibration`.
    public init(_ plan: FloorPlan, _ calibration: Calibration) {
        self.plan = plan
        self.calibration = calibration
    }

    /// Root mean squared position error in metres at `place` with `frames` frames per sensor; infinite where the sensors
    /// do not determine a position. `censored` counts frames below the sensitivity as lost.
    public func rmse(at place: ResidualMap.Place, frames: Int, power: Power = .spread, censored: Bool = true) -> Double
    {
        var information = Information()
        for sensor in plan.sensors {
            let weight = weight(of: sensor, at: place, frames: frames, censored: censored)
            information.add(slope(of: sensor, at: place), weight: weight)
        }
        let spread = calibration.model.transmitSpread
        return information.positionVariance(powerPrecision: power == .known ? .infinity : 1 / (spread * spread))
            .squareRoot()
    }

    /// Mean squared error, cut off at the longest distance on the plan where the bound is infinite.
    func squaredError(at place: ResidualMap.Place, frames: Int) -> Double {
        let bounds = plan.floors[place.floor].outline.bounds
        return min(Double.pow(rmse(at: place, frames: frames), 2), bounds.low.squaredDistance(to: bounds.high))
    }

    private func slope(of sensor: Sensor, at place: ResidualMap.Place) -> (x: Double, y: Double) {
        let distance = Link(sensor, plan, calibration).distance(to: place.point, floor: place.floor)
        let factor = -10 * calibration.model.exponent / .log(10) / (distance * distance)
        return (factor * (place.point.x - sensor.position.x), factor * (place.point.y - sensor.position.y))
    }

    /// Fisher information of one sensor's mean level about its expectation.
    private func weight(of sensor: Sensor, at place: ResidualMap.Place, frames: Int, censored: Bool) -> Double {
        let model = calibration.model
        let variance = model.shadowing * model.shadowing + model.fading * model.fading / Double(frames)
        guard censored else { return 1 / variance }
        let link = Link(sensor, plan, calibration)
        let expected = model.referenceLevel + link.level(at: place.point, floor: place.floor)
        let z = (model.sensitivity - expected) / variance.squareRoot()
        let below = Double.erfc(-z / 2.0.squareRoot()) / 2
        let density = Double.exp(-z * z / 2) / (2 * Double.pi).squareRoot()
        let lost = Double.pow(model.lossProbability, frames)
        let silent = max(lost + (1 - lost) * below, 1e-12)
        let kept = (1 - lost) * (1 - below + z * density)
        return (kept + (1 - lost) * (1 - lost) * density * density / silent) / variance
    }

    /// Fisher information about position and power.
    private struct Information {
        var (xx, xy, yy, x, y, power) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

        mutating func add(_ slope: (x: Double, y: Double), weight: Double) {
            xx += weight * slope.x * slope.x
            xy += weight * slope.x * slope.y
            yy += weight * slope.y * slope.y
            x += weight * slope.x
            y += weight * slope.y
            power += weight
        }

        /// Trace of the inverse after the power is eliminated (Schur complement).
        func positionVariance(powerPrecision: Double) -> Double {
            let shared = 1 / (power + powerPrecision)
            let (a, b, c) = (xx - x * x * shared, xy - x * y * shared, yy - y * y * shared)
            let determinant = a * c - b * b
            return determinant > 1e-12 * max(a * a, c * c) ? (a + c) / determinant : .infinity
        }
    }
}
