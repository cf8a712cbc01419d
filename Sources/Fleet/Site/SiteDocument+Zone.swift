public import Positioning

extension SiteDocument {
    /// A named part of a floor, or of what lies beside it.
    public struct Zone: Equatable, Sendable {
        /// Where a zone lies.
        public enum Kind: String, CaseIterable, Sendable {
            /// On the floor: presence is published for it.
            case inside
            /// Beside the floor: a street or a passage, whose passers-by the sensors hear, too.
            case outside
        }

        /// A level of the zone's topics.
        public var id = ""
        /// The floor on which, or at whose level, it lies.
        public var floor = ""
        /// Its outline in metres.
        public var outline = Polygon([])
        /// Where it lies.
        public var kind = Kind.inside
        /// Outside: decibels lost in the wall or window between it and the sensors.
        public var wallLossDecibels: Double?
        /// Outside: the probability, before anything is heard, that a transmitter is there.
        public var prior: Double?

        /// A zone.
        public init(id: String, floor: String, outline: Polygon, kind: Kind = .inside) {
            self.id = id
            self.floor = floor
            self.outline = outline
            self.kind = kind
        }

        init() {}
    }
}

extension SiteDocument.Zone: ListedSection {
    static let fields: [DocumentField<Self>] = [
        .required("id", \.id, .identifier(example: "entrance")),
        .required("floor", \.floor, .identifier(example: "ground")),
        .required("outline", \.outline, .outline),
        .value("kind", \.kind, .choice),
        .optional("wallLossDecibels", \.wallLossDecibels, .quantity(in: 0...60, "decibels", example: "6")),
        .optional("prior", \.prior, .quantity(in: 0.01...0.99, "probability", example: "0.5")),
    ]

    var contradictions: [Contradiction] {
        guard kind == .inside else { return [] }
        let given = [("wallLossDecibels", wallLossDecibels), ("prior", prior)].filter { $0.1 != nil }
        return given.map { Contradiction($0.0, "kind", message: "has no effect without kind: outside") }
    }
}
