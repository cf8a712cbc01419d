extension Configuration {
    /// What the log tells. No level tells an address, a network name or a key.
    public struct Log: Equatable, Sendable {
        /// From all to little.
        public enum Level: String, CaseIterable, Sendable {
            case trace, debug, info, notice, warning, error
        }

        /// What is less important stays out.
        public var level = Level.info

        /// The defaults.
        public init() {}
    }
}

extension Configuration.Log: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .value("level", \.level, .choice)
    ]
}
