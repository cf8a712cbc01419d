public import Positioning

/// Where the sender of one scan event may be.
public struct Location: Equatable, Sendable {
    /// What was heard.
    public var scan: MergedScan
    /// What each sensor says of it, in the plan's order.
    public var readings: [Reading]
    /// Probability of each inside zone, in the plan's order.
    public var zones: [Double]
    /// Probability of being inside but in no zone.
    public var elsewhere: Double
    /// Probability of each outside strip, in the plan's order.
    public var strips: [Double]
    /// Position with its uncertainty, floor, P(inside).
    public var posterior: Posterior

    /// Probability of being inside.
    public var insideProbability: Double { posterior.insideProbability }
    /// Probability of being outside.
    public var outside: Double { 1 - posterior.insideProbability }

    /// A location of these parts.
    public init(
        scan: MergedScan, readings: [Reading], zones: [Double], elsewhere: Double, strips: [Double],
        posterior: Posterior
    ) {
        self.scan = scan
        self.readings = readings
        self.zones = zones
        self.elsewhere = elsewhere
        self.strips = strips
        self.posterior = posterior
    }

    /// The place that this scan alone supports, if it is likely enough.
    public func likelyPlace(threshold: Double = 0.6) -> ZoneDecision.Place? {
        ZoneDecision.likely(zones + [elsewhere, outside], threshold: threshold)
    }
}
