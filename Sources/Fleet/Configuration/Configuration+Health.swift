extension Configuration {
    /// How often the sensor says how it is.
    public struct Health: Equatable, Sendable {
        /// From one health message to the next: 5 to 3600 s.
        public var intervalSeconds = 30

        /// The defaults.
        public init() {}
    }
}

extension Configuration.Health: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .value("intervalSeconds", \.intervalSeconds, .integer(in: 5...3600))
    ]
}
