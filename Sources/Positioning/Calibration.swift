/// What is known about the radio of a site: plain numbers to be stored, sent and read again.
public struct Calibration: Hashable, Sendable {
    /// Rises with each accepted change; 0 is the state before any calibration.
    public var generation = 0
    /// Where the numbers come from.
    public var basis: Basis
    /// Path loss and its spread.
    public var model: PathLossModel
    /// Receiver gain per sensor name relative to the site's mean, in decibels; absent sensors use the plan's.
    public var offsets: [String: Double]
    /// Per sensor name, how many decibels (root mean square) it missed what the crowd's bursts made of it; empty before
    /// the first crowd calibration. Grows when a sensor is moved.
    public var misfits: [String: Double] = [:]
    /// Residual map per sensor name; empty without a labelled walk of at least ``WalkCalibration/mapMinimum`` stops.
    public var residuals: [String: ResidualMap]
    /// Bursts or stops behind the numbers.
    public var sampleCount: Int

    /// Where a calibration comes from.
    public enum Basis: String, Hashable, Sendable {
        /// Defaults: nothing was measured here yet.
        case none
        /// Bursts of unknown passers-by and customers.
        case crowd
        /// A walk with a phone over known places.
        case walk
    }

    /// A calibration; without arguments the defaults before any.
    public init(
        basis: Basis = .none, model: PathLossModel = PathLossModel(), offsets: [String: Double] = [:],
        residuals: [String: ResidualMap] = [:], sampleCount: Int = 0
    ) {
        self.basis = basis
        self.model = model
        self.offsets = offsets
        self.residuals = residuals
        self.sampleCount = sampleCount
    }

    /// Variance in dB² of what stays the same over all frames of one estimate at `sensor`.
    func staticVariance(of sensor: String) -> Double {
        residuals[sensor]?.remainingVariance ?? model.shadowing * model.shadowing
    }
}
