extension Configuration {
    /// Whether the site shows itself to Home Assistant. Its description is one message: the sensor that speaks for the site
    /// gives it.
    public struct HomeAssistant: Equatable, Sendable {
        /// Whether the description is published.
        public var enabled = false
        /// The first levels of the topics that Home Assistant listens to.
        public var prefix = "homeassistant"

        /// The defaults.
        public init() {}
    }
}

extension Configuration.HomeAssistant: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .value("enabled", \.enabled, .boolean),
        .value("prefix", \.prefix, .topicPrefix),
    ]
}
