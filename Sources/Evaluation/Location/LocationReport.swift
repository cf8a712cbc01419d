import Fleet
public import Positioning

/// What an evaluation of a site found, for a person and for a program.
public struct LocationReport: Sendable {
    private let evaluation: LocationEvaluation
    private let plan: FloorPlan
    private let stops: Int

    /// The report on `evaluation`, which was calibrated with so many stops.
    public init(_ evaluation: LocationEvaluation, _ plan: FloorPlan, calibrationStops stops: Int) {
        self.evaluation = evaluation
        self.plan = plan
        self.stops = stops
    }

    /// One JSON object: metres, shares from 0 to 1.
    public var json: String {
        let score = evaluation.score
        let members: [(String, Double)] = [
            ("median", score.median), ("mean", score.mean), ("p90", score.p90), ("rmse", score.rmse),
            ("zoneAccuracy", score.zoneAccuracy), ("brier", score.brier), ("ece", score.ece),
            ("publishedShare", score.publishedShare), ("publishedAccuracy", score.publishedAccuracy),
            ("bayesBound", evaluation.bayesBound), ("cramerRaoBound", evaluation.cramerRaoBound),
            ("crossValidatedError", evaluation.fit.crossValidatedError),
        ]
        let document = DocumentValue(
            .object(
                [DocumentMember("tests", DocumentValue(.integer(score.tests)))]
                    + members.map { DocumentMember($0, .rounded($1, to: 4)) }))
        return String(decoding: document.json(), as: UTF8.self)
    }

    /// Lines for a person.
    public var text: String {
        let score = evaluation.score
        let model = evaluation.fit.calibration.model
        let left = fixed(evaluation.fit.crossValidatedError, 2)
        let bounds = plan.floors[0].outline.bounds
        let lines = [
            ("sensors", "\(plan.sensors.count)"),
            (
                "area",
                "\(fixed(bounds.low.x, 2)), \(fixed(bounds.low.y, 2)) to \(fixed(bounds.high.x, 2)), "
                    + "\(fixed(bounds.high.y, 2)) m, \(plan.zones.count) zones"
            ),
            (
                "calibration",
                "\(stops) stops: exponent \(fixed(model.exponent, 2)), \(fixed(model.referenceLevel, 1)) dBm "
                    + "at 1 m, shadowing \(fixed(model.shadowing, 1)) dB; mean error \(left) m "
                    + "where each is located by the others"
            ),
            ("tests", "\(score.tests)"),
            (
                "error",
                "median \(fixed(score.median, 2)) m, mean \(fixed(score.mean, 2)) m, nine of ten within "
                    + "\(fixed(score.p90, 2)) m, RMSE \(fixed(score.rmse, 2)) m"
            ),
            (
                "bounds",
                "RMSE \(fixed(evaluation.bayesBound, 2)) m by the posteriors themselves (Bayes), "
                    + "\(fixed(evaluation.cramerRaoBound, 2)) m without a map (Cramér-Rao)"
            ),
            (
                "zones",
                "right in \(percent(score.zoneAccuracy)); Brier \(fixed(score.brier, 3)), calibration error "
                    + "\(fixed(score.ece, 3))"
            ),
            (
                "published",
                "\(percent(score.publishedShare)) reach a probability of 0.6; of these right "
                    + "\(percent(score.publishedAccuracy))"
            ),
        ]
        return lines.map { padded($0 + ":", to: 13) + $1 }.joined(separator: "\n")
    }
}
