import Positioning

/// How much of what a site hears comes from outside: learnt from the scans themselves, since it is most of it at a busy
/// corner, and next to nothing in an arcade.
///
/// Expectation maximisation, a step for each scan: how likely it is from outside, by what is known so far, is added to
/// what is known. A scan that tells nothing changes nothing.
public struct OutsideShare: Equatable, Sendable {
    /// The share, 0 to 1.
    public private(set) var share: Double

    private let planned: Double
    private var scans = Self.trust

    /// What the plan says; `nil` for a site without an outside.
    init?(_ plan: FloorPlan) {
        guard !plan.outside.isEmpty else { return nil }
        planned = plan.outside.reduce(0) { $0 + $1.prior }
        share = planned
    }

    /// A scan came from outside with this probability.
    mutating func placed(outside probability: Double) {
        scans = min(scans + 1, Self.memory)
        share = min(max(share + (probability - share) / scans, Self.bounds.lowerBound), Self.bounds.upperBound)
    }

    /// How many times as likely outside is as the plan says, as a ratio of odds.
    var odds: Double { share / (1 - share) * (1 - planned) / planned }

    /// The plan's word counts as much as so many scans.
    private static let trust = 20.0
    /// A share of so many scans is that of the hour.
    private static let memory = 400.0
    /// Nowhere is one side empty for certain.
    private static let bounds = 0.03...0.97
}
