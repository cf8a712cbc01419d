import RealModule

/// Interpolation of residuals between places, factored once for all sensors that were heard at the same places.
///
/// Source: simple kriging with an exponential kernel; `loc/danis_gp.py`.
struct Kriging {
    let places: [ResidualMap.Place]
    private let mappedVariance: Double
    private let length: Double
    private let factors: Cholesky
    /// Mean over the places of what the others leave open there, 1 / (K + noise)⁻¹ᵢᵢ, without the noise of measuring.
    private let remainingVariance: Double

    /// For residuals of this `variance` in dB² that stay alike over `length` metres; nil if the places do not allow it.
    init?(_ places: [ResidualMap.Place], variance: Double, length: Double) {
        let mapped = variance * Self.mappedShare
        let noise = variance - mapped + Self.measurementVariance
        var kernel: [Double] = []
        kernel.reserveCapacity(places.count * places.count)
        for (row, one) in places.enumerated() {
            for (column, other) in places.enumerated() {
                let apart = one.floor == other.floor ? one.point.distance(to: other.point) / length : .infinity
                kernel.append(mapped * .exp(-apart) + (row == column ? noise : 0))
            }
        }
        guard let factors = Cholesky(kernel, order: places.count) else { return nil }
        self.places = places
        self.length = length
        self.factors = factors
        mappedVariance = mapped
        let open = factors.inverseDiagonal().reduce(0) { $0 + 1 / $1 } / Double(places.count)
        remainingVariance = max(open - Self.measurementVariance, Self.leastVariance)
    }

    /// The map of one sensor's `residuals`, one per place.
    func map(of residuals: [Double]) -> ResidualMap {
        ResidualMap(
            places: places, weights: factors.solution(residuals).map { $0 * mappedVariance }, length: length,
            remainingVariance: remainingVariance)
    }

    /// Share of the shadowing's variance that is smooth enough to be mapped; chosen by cross-validation inside the
    /// calibration rows of two measured sites.
    private static let mappedShare = 0.6
    private static let measurementVariance = 1.0
    private static let leastVariance = 4.0
}
