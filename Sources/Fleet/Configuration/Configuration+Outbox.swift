extension Configuration {
    /// What waits in memory while the broker is away. At either bound the least important message goes first.
    public struct Outbox: Equatable, Sendable {
        /// Messages: 100 to 1,000,000.
        public var maximumMessages = 10_000
        /// Their topics and payloads: 256 to 1,048,576 KiB.
        public var maximumKibibytes = 8192

        /// The defaults.
        public init() {}
    }
}

extension Configuration.Outbox: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .value("maximumMessages", \.maximumMessages, .integer(in: 100...1_000_000)),
        .value("maximumKibibytes", \.maximumKibibytes, .integer(in: 256...1_048_576)),
    ]
}
