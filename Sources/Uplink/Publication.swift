/// A message on its way to the broker.
public struct Publication: Equatable, Sendable {
    /// What may be dropped first when the queue is full: the lower, the sooner.
    public enum Importance: UInt8, Comparable, Sendable {
        /// Measurements that the next one replaces.
        case telemetry
        /// The present state of something; a newer message on the same topic replaces it.
        case state
        /// Something that happened once: dropped last.
        case event

        public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// MQTT 3.1.1 §4.3.
    public enum QualityOfService: UInt8, Sendable {
        /// QoS 0.
        case atMostOnce
        /// QoS 1.
        case atLeastOnce
    }

    /// The full topic.
    public var topic: String
    /// The payload's bytes.
    public var payload: [UInt8]
    /// The delivery that is asked of the broker.
    public var quality: QualityOfService
    /// Whether the broker keeps it for later subscribers.
    public var isRetained: Bool
    /// When it may be dropped.
    public var importance: Importance
    /// The number that the message bears among the events of its source; nil when it bears none. It is here so that
    /// the ledger can keep the count with the message.
    public var sequence: Int?
    /// What the message says about a visit, for the case that the agent does not live to end it.
    public var visit: VisitMark?

    /// A message of these parts.
    public init(
        topic: String, payload: [UInt8], quality: QualityOfService = .atLeastOnce, isRetained: Bool = false,
        importance: Importance
    ) {
        self.topic = topic
        self.payload = payload
        self.quality = quality
        self.isRetained = isRetained
        self.importance = importance
    }
}
