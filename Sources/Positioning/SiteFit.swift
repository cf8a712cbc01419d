/// The walk calibration whose settings locate the walk's own stops best, each stop being located by the others.
///
/// Settings tried, one after the other: the residual map's length (none, 2, 4, 8, 16 m), then the spread of transmit power
/// (0.5, 1, 2.5, 6 dB). Nothing but the stops given decides.
public struct SiteFit: Sendable {
    /// Fitted to all stops with the best settings.
    public let calibration: Calibration
    /// Those settings.
    public let settings: WalkCalibration
    /// Mean distance in metres between the stops and their estimates from the other stops.
    public let crossValidatedError: Double

    /// Tries the settings on `stops`; nil when there are too few of them to fit anything.
    ///
    /// `progress` hears after each setting which share of them was tried. Throws ``InvalidPlan``.
    public init?(
        _ plan: FloorPlan, _ stops: [Stop], start: WalkCalibration = WalkCalibration(),
        after previous: Calibration = Calibration(), step: Double = 1, progress: (Double) -> Void = { _ in }
    ) throws(InvalidPlan) {
        var best = start
        var leastError = Double.infinity
        var grid = try Grid(plan, previous, step: step)
        var attempts = 0
        func attempt(_ settings: WalkCalibration) {
            let error = Self.meanError(plan, stops, settings, previous, &grid)
            if error < leastError { (best, leastError) = (settings, error) }
            attempts += 1
            progress(Double(attempts) / Double(Self.lengths.count + Self.spreads.count - 1))
        }
        var settings = start
        settings.transmitSpread = Self.spreads[2]
        for length in Self.lengths {
            settings.mapLength = length
            attempt(settings)
        }
        settings = best
        for spread in Self.spreads where spread != best.transmitSpread {
            settings.transmitSpread = spread
            attempt(settings)
        }
        guard let calibration = best.fitted(to: stops, on: plan, after: previous) else { return nil }
        self.calibration = calibration
        self.settings = best
        crossValidatedError = leastError
    }

    private static func meanError(
        _ plan: FloorPlan, _ stops: [Stop], _ settings: WalkCalibration, _ previous: Calibration,
        _ grid: inout Grid
    ) -> Double {
        var sum = 0.0
        let folds = min(foldCount, stops.count)
        for fold in 0..<folds {
            let rest = stops.indices.filter { $0 % folds != fold }.map { stops[$0] }
            guard let calibration = settings.fitted(to: rest, on: plan, after: previous) else { return .infinity }
            grid.recalibrate(plan, calibration)
            var solver = PosteriorSolver(grid, calibration.model)
            for index in stride(from: fold, to: stops.count, by: folds) {
                sum += solver.solve(stops[index].readings).position.distance(to: stops[index].place.point)
            }
        }
        return sum / Double(stops.count)
    }

    private static let foldCount = 10
    private static let lengths: [Double?] = [nil, 2, 4, 8, 16]
    private static let spreads = [0.5, 1, 2.5, 6]
}
