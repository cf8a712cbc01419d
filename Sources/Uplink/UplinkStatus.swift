public import Timekeeping

/// What became of submissions. At any time `submitted` is the sum of `acknowledged`, `superseded`, `refused`, all
/// `dropped`, and the depth of the queue.
public struct UplinkTally: Equatable, Sendable {
    /// Messages that were dropped, by importance.
    public struct Dropped: Equatable, Sendable {
        /// Measurements.
        public var telemetry: UInt64 = 0
        /// States.
        public var state: UInt64 = 0
        /// Events.
        public var event: UInt64 = 0

        /// None.
        public init() {}

        /// All of them.
        public var total: UInt64 { telemetry + state + event }

        /// The sums of two.
        public static func += (total: inout Self, more: Self) {
            total.telemetry += more.telemetry
            total.state += more.state
            total.event += more.event
        }

        /// So many more of an importance.
        public mutating func count(_ importance: Publication.Importance, _ number: UInt64 = 1) {
            switch importance {
            case .telemetry: telemetry += number
            case .state: state += number
            case .event: event += number
            }
        }
    }

    /// Messages that were submitted.
    public var submitted: UInt64 = 0
    /// Submitted messages that the broker has (QoS 1), or that were written to the connection (QoS 0).
    public var acknowledged: UInt64 = 0
    /// Messages whose topic had a newer one before they were sent.
    public var superseded: UInt64 = 0
    /// Messages that the broker or the client library does not take.
    public var refused: UInt64 = 0
    /// Messages that had no room, or no more time.
    public var dropped = Dropped()
    /// Messages handed to the client library, announcements and repetitions included.
    public var published: UInt64 = 0
    /// Connections after the first.
    public var reconnects: UInt64 = 0
}

/// An uplink as an operator sees it.
public struct UplinkStatus: Equatable, Sendable {
    /// Where it stands.
    public var state: UplinkState
    /// Submitted messages that wait or are in flight.
    public var queueDepth: Int
    /// Bytes of topics and payloads of those.
    public var queueBytes: Int
    /// How long the oldest of those has waited; nil when there is none.
    public var oldestAge: Interval?
    /// What became of the others.
    public var tally: UplinkTally
}
