public import Positioning

extension SiteDocument {
    /// A storey.
    public struct Floor: Equatable, Sendable {
        /// By which zones and sensors refer to it.
        public var id = ""
        /// Where people can be, in metres.
        public var outline = Polygon([])
        /// Metres from the site's zero level to this floor; a basement is negative.
        public var elevationMetres = 0.0
        /// Walls, shelves and the like, for simulation alone: positioning finds their effect by calibration.
        public var walls: [Wall] = []

        /// A storey.
        public init(id: String, outline: Polygon, elevationMetres: Double = 0, walls: [Wall] = []) {
            self.id = id
            self.outline = outline
            self.elevationMetres = elevationMetres
            self.walls = walls
        }

        init() {}
    }

    /// Something straight on a floor that radio has to pass.
    public struct Wall: Equatable, Sendable {
        /// One end.
        public var from = Point(x: 0, y: 0)
        /// The other end.
        public var to = Point(x: 0, y: 0)
        /// Decibels that a frame loses on its way through.
        public var lossDecibels = 6.0

        /// A wall.
        public init(from: Point, to: Point, lossDecibels: Double = 6) {
            self.from = from
            self.to = to
            self.lossDecibels = lossDecibels
        }

        init() {}
    }
}

extension SiteDocument.Floor: ListedSection {
    static let fields: [DocumentField<Self>] = [
        .required("id", \.id, .identifier(example: "ground")),
        .required("outline", \.outline, .outline),
        .value("elevationMetres", \.elevationMetres, .quantity(in: -500...1000, "metres", example: "0")),
        .list("walls", \.walls, count: 0...256),
    ]
}

extension SiteDocument.Wall: ListedSection {
    static let fields: [DocumentField<Self>] = [
        .required("from", \.from, .place),
        .required("to", \.to, .place),
        .value("lossDecibels", \.lossDecibels, .quantity(in: 0...60, "decibels", example: "6")),
    ]
}
