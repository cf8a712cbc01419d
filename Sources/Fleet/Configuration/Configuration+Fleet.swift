extension Configuration {
    /// Who may change the configuration over MQTT and give commands, and how a new configuration is tried.
    public struct Fleet: Equatable, Sendable {
        /// Public Ed25519 keys: 43 letters of base64url each (`x` of a JSON Web Key), or the absolute path of a file with
        /// such a key. A message that one of them signed is followed.
        public var keys: [String] = []
        /// Whether messages are followed that nobody signed; only without keys.
        public var allowUnsigned = false
        /// A new configuration is taken back unless the broker is reached and the radio listens within so many seconds:
        /// 5 to 3600.
        public var verifyWithinSeconds = 60

        /// The defaults.
        public init() {}
    }
}

extension Configuration.Fleet: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .value("keys", \.keys, .publicKeys),
        .value("allowUnsigned", \.allowUnsigned, .boolean),
        .value("verifyWithinSeconds", \.verifyWithinSeconds, .integer(in: 5...3600)),
    ]

    var contradictions: [Contradiction] {
        guard allowUnsigned, !keys.isEmpty else { return [] }
        let message = "cannot be true beside keys (leave one of them out)"
        return [Contradiction("allowUnsigned", "keys", message: message)]
    }
}
