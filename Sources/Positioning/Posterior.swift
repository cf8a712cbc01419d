/// Where a transmitter may be, after one scan event.
public struct Posterior: Hashable, Sendable {
    /// The most probable storey, as its position in the plan; the position is stated for it.
    public var floor: Int
    /// Probability that the transmitter is on ``floor``, inside or on a strip at its level.
    public var floorProbability: Double
    /// Posterior mean on ``floor``, in metres: the estimate with the least expected squared error.
    public var position: Point
    /// Variances and covariance on ``floor``, in m².
    public var covariance: Covariance
    /// Radius in metres around ``position`` that holds the transmitter with probability 0.68.
    public var radius68: Double
    /// Probability that the transmitter is inside, on any floor.
    public var insideProbability: Double
    /// Logarithm of the readings' likelihood under the model, up to a constant per number of heard sensors.
    public var logEvidence: Double

    /// A symmetric 2 × 2 matrix.
    public struct Covariance: Hashable, Sendable {
        /// Variance along x.
        public var xx: Double
        /// Covariance of x and y.
        public var xy: Double
        /// Variance along y.
        public var yy: Double

        /// Expected squared distance from the mean.
        public var trace: Double { xx + yy }
    }
}
