import RealModule

/// What a labelled walk heard at one sensor beyond the path-loss model, interpolated between the walk's stops.
///
/// Source: kriging (Gaussian process regression) with an exponential kernel; `loc/danis_gp.py`.
public struct ResidualMap: Hashable, Sendable {
    /// Where the walk stopped.
    public var places: [Place]
    /// One weight per place, in decibels.
    public var weights: [Double]
    /// Metres over which the residual loses its memory.
    public var length: Double
    /// Mean variance that the map leaves unexplained, in dB²; it takes the place of the shadowing's.
    public var remainingVariance: Double

    /// A stop of a walk.
    public struct Place: Hashable, Sendable {
        /// The storey, as its position in the plan.
        public var floor: Int
        /// The place on it.
        public var point: Point

        /// The stop at `point` on `floor`.
        public init(floor: Int, point: Point) {
            self.floor = floor
            self.point = point
        }
    }

    /// A map with weights that were computed before.
    public init(places: [Place], weights: [Double], length: Double, remainingVariance: Double) {
        self.places = places
        self.weights = weights
        self.length = length
        self.remainingVariance = remainingVariance
    }

    /// Decibels to add to the model's level at `point` on `floor`; 0 far from all stops and on floors without any.
    public func value(at point: Point, floor: Int) -> Double {
        var sum = 0.0
        for (place, weight) in zip(places, weights) where place.floor == floor {
            sum += weight * .exp(-place.point.distance(to: point) / length)
        }
        return sum
    }
}
