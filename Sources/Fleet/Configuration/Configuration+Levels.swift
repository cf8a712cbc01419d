extension Configuration {
    /// From how many people on a zone is of which level.
    public struct Levels: Equatable, Sendable {
        /// From so many people on, a zone is no longer quiet: 5 to 100000.
        public var normalPeople = 10
        /// From so many people on it is busy: 5 to 100000, more than `normalPeople`.
        public var busyPeople = 30
        /// From so many people on it is crowded: 5 to 100000, more than `busyPeople`.
        public var crowdedPeople = 60

        /// The defaults.
        public init() {}
    }
}

extension Configuration.Levels: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .value("normalPeople", \.normalPeople, .integer(in: 5...100_000)),
        .value("busyPeople", \.busyPeople, .integer(in: 5...100_000)),
        .value("crowdedPeople", \.crowdedPeople, .integer(in: 5...100_000)),
    ]

    var contradictions: [Contradiction] {
        var found: [Contradiction] = []
        if busyPeople <= normalPeople {
            found.append(
                Contradiction("busyPeople", "normalPeople", message: "must be more than normalPeople"))
        }
        if crowdedPeople <= busyPeople {
            found.append(
                Contradiction("crowdedPeople", "busyPeople", message: "must be more than busyPeople"))
        }
        return found
    }
}
