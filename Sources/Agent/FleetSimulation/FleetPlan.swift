public import Broker
public import Timekeeping
public import Uplink

/// How many sensors are acted, where, and how fast.
public struct FleetPlan: Sendable {
    /// Sites, each with ``sensorsPerSite`` sensors.
    public var siteCount: Int
    /// Sensors at each site.
    public var sensorsPerSite: Int
    /// The number of the first site: several processes act one fleet.
    public var firstSite = 1
    /// The broker.
    public var address: BrokerAddress
    /// What to trust, and what to show.
    public var tls = TLSSettings()
    /// How long messages are published once all are connected.
    public var duration = Interval.seconds(60)
    /// How much faster than in the contract messages follow each other.
    public var speed = 1.0
    /// Visits that end at each sensor in an hour; each is two events.
    public var visitsPerHour = 30.0
    /// The most connections that are being opened at a time.
    public var openingCount = 200

    /// A plan with the defaults for all else.
    public init(siteCount: Int, sensorsPerSite: Int, address: BrokerAddress) {
        self.siteCount = siteCount
        self.sensorsPerSite = sensorsPerSite
        self.address = address
    }

    /// All sensors.
    public var sensorCount: Int { siteCount * sensorsPerSite }
}

/// How far the acting of a fleet is.
public enum FleetProgress: Equatable, Sendable {
    /// So many sensors are connected; the others are on their way.
    case connected(Int)
    /// All that could are connected, and have published for so long.
    case publishedFor(Interval)
}

/// What became of an acted fleet.
public struct FleetResult: Equatable, Sendable {
    /// Sensors that were connected before messages were published.
    public var connectedCount = 0
    /// How long it took until all were.
    public var connectTime = Interval.zero
    /// How long messages were published, and how long it took until the last was acknowledged.
    public var publishTime = Interval.zero
    /// From the end of that to the last acknowledgement.
    public var drainTime = Interval.zero
    /// Messages that were submitted, of all sensors together.
    public var submittedCount: UInt64 = 0
    /// Messages that the broker has, or at QoS 0 that were written to a connection.
    public var acknowledgedCount: UInt64 = 0
    /// Messages whose topic had a newer one before they were sent.
    public var supersededCount: UInt64 = 0
    /// Messages that the broker refused, or that had no room.
    public var refusedCount: UInt64 = 0
    /// Connections after each sensor's first.
    public var reconnectCount: UInt64 = 0
    /// Messages that nobody had acknowledged at the end.
    public var waitingCount = 0
    /// Events among the submitted messages.
    public var eventCount = 0
    /// Processor time that acting the sensors took.
    public var processorTime = Interval.zero
    /// Bytes of topics and payloads of the submitted messages.
    public var byteCount = 0
    /// Messages that were to clear what is retained, and that nobody acknowledged.
    public var unsentFarewells = 0

    /// From the first connection that was lost to the last one that came back; `nil` when none was lost.
    public var recoveryTime: Interval?
    /// Why the last connection that failed did so.
    public var lastFailure: BrokerError?

    /// A result of nothing yet.
    public init() {}

    /// Messages that were submitted, and that the broker will never have.
    public var lostCount: Int { Int(refusedCount) + waitingCount }
}
