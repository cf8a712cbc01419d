/// Which zone to publish for one visit: none until one is likely enough, then the same until another one is.
///
/// Position is never smoothed over time: at real gaps between scans every filter makes it worse. Only the published
/// zone has inertia. Source: science page 1.5 and 1.8.
public struct ZoneDecision: Hashable, Sendable {
    /// Probability from which a place is published.
    public var threshold: Double
    /// The place that is published now; nil before the first likely one.
    public private(set) var place: Place?

    /// Where a visit can be said to be.
    public enum Place: Hashable, Sendable {
        /// In this zone of the plan.
        case zone(Int)
        /// Inside, in no zone.
        case elsewhere
        /// On a strip outside.
        case outside
    }

    /// A change of the published place.
    public struct Move: Hashable, Sendable {
        /// Where it was; nil at the first decision.
        public var from: Place?
        /// Where it is now.
        public var to: Place
    }

    /// Nothing published yet.
    public init(threshold: Double = 0.6) { self.threshold = threshold }

    /// A scan gave these probabilities (zones in the plan's order, elsewhere, outside); returns the move, if any.
    public mutating func sighted(_ probabilities: [Double]) -> Move? {
        guard let likely = Self.likely(probabilities, threshold: threshold), likely != place else { return nil }
        defer { place = likely }
        return Move(from: place, to: likely)
    }

    /// The place that a single scan supports: the most probable one if it reaches `threshold`, else none.
    public static func likely(_ probabilities: [Double], threshold: Double = 0.6) -> Place? {
        let zones = probabilities.count - 2
        guard zones >= 0, let best = probabilities.indices.max(by: { probabilities[$0] < probabilities[$1] }),
            probabilities[best] >= threshold
        else { return nil }
        return best < zones ? .zone(best) : best == zones ? .elsewhere : .outside
    }
}
