public import Timekeeping

/// What turns sightings into visits.
public struct PresenceRules: Equatable, Sendable {
    /// Scans at this level or above are inside the zone, in dBm.
    public var minimumLevelDBm: Int
    /// Silence after which a visit is idle.
    public var idleAfter: Interval
    /// Silence after which a visit has ended.
    public var endAfter: Interval
    /// Dwell from which a visit is a visitor's, and no bounce.
    public var visitorAfter: Interval
    /// Dwell from which a visitor is engaged.
    public var engagedAfter: Interval

    /// Rules of these thresholds.
    public init(
        minimumLevelDBm: Int, idleAfter: Interval, endAfter: Interval, visitorAfter: Interval, engagedAfter: Interval
    ) {
        self.minimumLevelDBm = minimumLevelDBm
        self.idleAfter = idleAfter
        self.endAfter = endAfter
        self.visitorAfter = visitorAfter
        self.engagedAfter = engagedAfter
    }
}
