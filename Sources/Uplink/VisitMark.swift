/// What has to be known of a visit so that it can be ended by somebody who knows nothing else of it.
public struct VisitMark: Equatable, Sendable {
    /// A visit's name: 128 random bits.
    public struct Key: Hashable, Sendable {
        /// The upper half.
        public var upper: UInt64
        /// The lower half.
        public var lower: UInt64

        /// A key of these halves.
        public init(_ upper: UInt64, _ lower: UInt64) { (self.upper, self.lower) = (upper, lower) }
    }

    /// A message that is complete but for its number.
    public struct Testament: Equatable, Sendable {
        /// The full topic.
        public var topic: String
        /// The payload's bytes.
        public var payload: [UInt8]

        /// A message of these parts.
        public init(topic: String, payload: [UInt8]) {
            self.topic = topic
            self.payload = payload
        }
    }

    /// Which visit.
    public var key: Key
    /// The message that ends the visit as it stands, to be sent if nothing better comes; nil when it is over.
    public var testament: Testament?

    /// A mark of these parts.
    public init(key: Key, testament: Testament?) {
        self.key = key
        self.testament = testament
    }
}
