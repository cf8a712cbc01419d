public import Timekeeping

/// The bounds of an uplink. Each has the default that suits one sensor on a small computer.
public struct UplinkLimits: Equatable, Sendable {
    /// The most messages that wait or are in flight.
    public var messageCount = 10_000
    /// The most bytes, topics and payloads, that wait or are in flight.
    public var byteCount = 8 << 20
    /// The most messages that the broker has not yet acknowledged. The client library searches its list of them for
    /// each acknowledgement, so that more is slower, not faster.
    public var inFlightCount = 100
    /// The most topics whose retained message is kept in order to announce it again.
    public var retainedTopicCount = 4_096
    /// How long the broker may take from the first packet to its CONNACK.
    public var connectTimeout = Interval.seconds(15)
    /// The ceiling of the first wait after a failure; it doubles with each.
    public var firstBackoff = Interval.seconds(1)
    /// The ceiling that the doubling stops at.
    public var longestBackoff = Interval.seconds(60)
    /// A connection that lasted so long was a good one: the next failure is the first again.
    public var steadyAfter = Interval.seconds(10)

    /// The defaults.
    public init() {}
}
