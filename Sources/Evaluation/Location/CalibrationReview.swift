public import Fleet
public import Positioning

/// What a calibration makes of scans: how good positions are, as far as the scans themselves and known places tell.
public struct CalibrationReview: Sendable {
    /// The figures, as the calibration document has them.
    public let figures: CalibrationDocument.Figures
    /// With known places: the whole score.
    public let score: LocationScore?

    /// Looks at `scans` (readings in the plan's order) on `plan` under `calibration`; `places` has the true place of each
    /// scan, where it is known.
    ///
    /// Throws ``InvalidPlan``.
    public init(
        _ plan: FloorPlan, _ calibration: Calibration, scans: [[Reading]], places: [ResidualMap.Place?]
    ) throws(InvalidPlan) {
        precondition(scans.count == places.count, "each scan has a place or none")
        var solver = try PosteriorSolver(plan, calibration, step: 1)
        var (variance, evidence, published) = (0.0, 0.0, 0)
        var outcomes: [LocationScore.Outcome] = []
        for (scan, place) in zip(scans, places) {
            let posterior = solver.solve(scan)
            variance += posterior.covariance.trace
            evidence += posterior.logEvidence
            let zones = solver.zoneProbabilities
            if ZoneDecision.likely(zones) != nil { published += 1 }
            guard let place else { continue }
            outcomes.append(
                LocationScore.Outcome(
                    error: posterior.position.distance(to: place.point), probabilities: Array(zones.dropLast(2)),
                    trueZone: plan.zones.firstIndex {
                        plan.floorIndex($0.floor) == place.floor && $0.outline.contains(place.point)
                    }))
        }
        score = outcomes.isEmpty ? nil : LocationScore(outcomes)
        var figures = CalibrationDocument.Figures()
        figures.scans = scans.count
        if !scans.isEmpty {
            figures.expectedErrorMetres = (variance / Double(scans.count)).squareRoot()
            figures.evidencePerScan = evidence / Double(scans.count)
            figures.publishedShare = Double(published) / Double(scans.count)
        }
        figures.medianErrorMetres = score?.median
        figures.rootMeanSquareErrorMetres = score?.rmse
        figures.zoneAccuracy = score?.zoneAccuracy
        self.figures = figures
    }

    /// A number for a person, with two decimals.
    public static func number(_ value: Double) -> String { fixed(value, 2) }

    /// A gain for a person: `+1.2 dB`.
    public static func decibels(_ value: Double) -> String { "\(value > 0 ? "+" : "")\(fixed(value, 1)) dB" }

    /// A line for a person.
    public static func line(_ figures: CalibrationDocument.Figures) -> String {
        var parts: [String] = []
        if let error = figures.expectedErrorMetres { parts.append("expects an RMSE of \(fixed(error, 2)) m") }
        if let evidence = figures.evidencePerScan { parts.append("evidence \(fixed(evidence, 2)) per scan") }
        if let share = figures.publishedShare { parts.append("\(percent(share)) with a zone") }
        if let median = figures.medianErrorMetres, let rmse = figures.rootMeanSquareErrorMetres,
            let zone = figures.zoneAccuracy
        {
            parts.append(
                "truly: median \(fixed(median, 2)) m, RMSE \(fixed(rmse, 2)) m, zone right in \(percent(zone))")
        }
        return parts.joined(separator: "; ")
    }
}
