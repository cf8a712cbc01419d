/// The plan of a site for those who walk on it: where one can go, where the door is, which zone is where.
struct SiteMap: Sendable {
    /// A place on a floor.
    struct Spot: Equatable, Sendable {
        var floor: Int
        var place: Point
    }

    let door: Spot
    /// The zones outside, as positions in the scene's list.
    let outside: [Int]
    private let zones: [(floor: Int, outline: Outline, isInside: Bool)]
    /// Where people look at things: the zones inside, or the floors where there are none.
    private let goals: [(floor: Int, outline: Outline)]
    private let areas: [Double]

    init(_ scene: SiteScene) {
        zones = scene.zones.map { ($0.floor, Outline($0.outline), $0.outsideLossDB == nil) }
        outside = zones.indices.filter { [zones] in !zones[$0].isInside }
        let inside = zones.filter(\.isInside).map { ($0.floor, $0.outline) }
        goals = inside.isEmpty ? scene.floors.indices.map { ($0, Outline(scene.floors[$0].outline)) } : inside
        areas = goals.map(\.outline.area)
        let street = outside.first.map { [zones] in zones[$0] }
        let floor = street?.floor ?? 0
        let outline = Outline(scene.floors[floor].outline)
        let before = street?.outline.centre ?? Point(x: (outline.low.x + outline.high.x) / 2, y: outline.low.y)
        door = Spot(floor: floor, place: outline.nearest(to: before))
    }

    /// A place at which a shopper looks at something; large zones attract in proportion.
    func randomGoal(using generator: inout some RandomNumberGenerator) -> Spot {
        let goal = goals[generator.index(weightedBy: areas)]
        return Spot(floor: goal.floor, place: goal.outline.randomPlace(using: &generator))
    }

    /// A way along a zone outside, from one end of its longer side to the other.
    func randomPassage(using generator: inout some RandomNumberGenerator) -> (from: Spot, to: Spot) {
        let zone = zones[outside[generator.integer(in: 0...outside.count - 1)]]
        let outline = zone.outline
        let through = outline.randomPlace(using: &generator)
        let isAcross = outline.high.x - outline.low.x >= outline.high.y - outline.low.y
        let ends = [
            isAcross ? Point(x: outline.low.x, y: through.y) : Point(x: through.x, y: outline.low.y),
            isAcross ? Point(x: outline.high.x, y: through.y) : Point(x: through.x, y: outline.high.y),
        ]
        let first = generator.happens(0.5) ? 0 : 1
        return (Spot(floor: zone.floor, place: ends[first]), Spot(floor: zone.floor, place: ends[1 - first]))
    }

    /// The zone at `spot`, as its position in the scene's list.
    func zone(at spot: Spot) -> Int? {
        zones.indices.first { zones[$0].floor == spot.floor && zones[$0].outline.contains(spot.place) }
    }
}
