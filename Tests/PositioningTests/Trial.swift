import Positioning

/// Many stops located one by one, with the truth known.
struct Trial {
    var score: LocationScore
    /// Root of the mean posterior variance: the Bayes bound when the model is the one that made the stops.
    var bayesBound: Double
    /// Share of the stops that lie within the stated radius.
    var withinRadius: Double

    init(_ plan: FloorPlan, _ calibration: Calibration, _ stops: [Stop]) throws {
        var solver = try PosteriorSolver(plan, calibration)
        var outcomes: [LocationScore.Outcome] = []
        var (variance, within) = (0.0, 0.0)
        for stop in stops {
            let posterior = solver.solve(stop.readings)
            let error = posterior.position.distance(to: stop.place.point)
            variance += posterior.covariance.trace
            if error <= posterior.radius68 { within += 1 }
            outcomes.append(
                LocationScore.Outcome(
                    error: error, probabilities: Array(solver.zoneProbabilities.dropLast(2)),
                    trueZone: plan.zones.firstIndex { $0.outline.contains(stop.place.point) }))
        }
        score = LocationScore(outcomes)
        bayesBound = (variance / Double(stops.count)).squareRoot()
        withinRadius = within / Double(stops.count)
    }
}
