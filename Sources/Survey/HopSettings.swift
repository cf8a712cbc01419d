public import Timekeeping

/// How a ``HopPlan`` divides its time.
public struct HopSettings: Equatable, Sendable {
    /// The shortest stay on a channel.
    public var dwell: Interval
    /// Each open channel is visited at least this often, when there is time for it: see ``HopPlan/visitInterval``.
    public var visitWithin: Interval
    /// The part of the free time that is given out evenly, whatever was heard (0 to 1).
    public var evenShare: Double

    /// Settings; the defaults are 200 ms (a scan of all 2.4 GHz channels lasts 0.05 to 1.06 s), 30 s and one half.
    public init(
        dwell: Interval = .milliseconds(200), visitWithin: Interval = .seconds(30), evenShare: Double = 0.5
    ) {
        self.dwell = max(dwell, .milliseconds(1))
        self.visitWithin = visitWithin
        self.evenShare = min(max(evenShare, 0.01), 1)
    }
}
