extension Configuration {
    /// What counts as inside. With one sensor, the zone is what it hears well enough.
    public struct Zone: Equatable, Sendable {
        /// The zone's identifier, a level of its topics.
        public var id = "shop"
        /// A phone is in the zone when it is heard at this level or stronger: −100 to −20 dBm.
        public var minimumLevelDBm = -75

        /// The defaults.
        public init() {}
    }
}

extension Configuration.Zone: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .value("id", \.id, .identifier(example: "shop")),
        .value("minimumLevelDBm", \.minimumLevelDBm, .integer(in: -100...(-20))),
    ]

    var contradictions: [Contradiction] {
        guard id == "outside" else { return [] }
        return [Contradiction("id", message: "is the name of all that is not in a zone (give the zone another one)")]
    }
}
