/// A site's accuracy, measured: fitted to one set of labelled stops, scored on another.
public struct LocationEvaluation: Sendable {
    /// What the test stops say.
    public let score: LocationScore
    /// The single estimates, in the order of the test stops.
    public let outcomes: [LocationScore.Outcome]
    /// Where those were made.
    public let places: [ResidualMap.Place]
    /// What the calibration stops alone led to.
    public let fit: SiteFit
    /// The smallest root mean squared error of any unbiased estimator without a map, over the test stops, in metres.
    public let cramerRaoBound: Double
    /// The root mean squared error that the posteriors themselves predict, in metres: what a matched model cannot beat.
    public let bayesBound: Double

    /// Scores `tests` on `plan` as `fit` calibrated it; nil without tests.
    ///
    /// `progress` hears after each test which share of them was scored. Throws ``InvalidPlan``.
    public init?(
        _ plan: FloorPlan, _ fit: SiteFit, tests: [Stop], step: Double = 1, progress: (Double) -> Void = { _ in }
    ) throws(InvalidPlan) {
        guard !tests.isEmpty else { return nil }
        self.fit = fit
        var solver = try PosteriorSolver(plan, fit.calibration, step: step)
        let bounds = Bounds(plan, fit.calibration)
        var outcomes: [LocationScore.Outcome] = []
        var (spread, bound) = (0.0, 0.0)
        for stop in tests {
            let posterior = solver.solve(stop.readings)
            spread += posterior.covariance.trace
            let frames = stop.readings.map(\.frames).max() ?? 0
            bound += bounds.squaredError(at: stop.place, frames: max(frames, 1))
            outcomes.append(Self.outcome(posterior, solver.zoneProbabilities, stop.place, plan))
            progress(Double(outcomes.count) / Double(tests.count))
        }
        score = LocationScore(outcomes)
        self.outcomes = outcomes
        places = tests.map(\.place)
        bayesBound = (spread / Double(tests.count)).squareRoot()
        cramerRaoBound = (bound / Double(tests.count)).squareRoot()
    }

    private static func outcome(
        _ posterior: Posterior, _ zones: [Double], _ truth: ResidualMap.Place, _ plan: FloorPlan
    ) -> LocationScore.Outcome {
        let trueZone = plan.zones.firstIndex {
            plan.floorIndex($0.floor) == truth.floor && $0.outline.contains(truth.point)
        }
        return LocationScore.Outcome(
            error: posterior.position.distance(to: truth.point), probabilities: Array(zones.dropLast(2)),
            trueZone: trueZone)
    }
}
