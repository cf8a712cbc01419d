/// An outline on the plan: a floor, a zone, a strip of street.
///
/// The last vertex is joined to the first. Edges that cross make the outline invalid (``problem``).
public struct Polygon: Hashable, Sendable {
    /// The corners in order, either way round.
    public var vertices: [Point]

    /// The outline through `vertices`.
    public init(_ vertices: [Point]) { self.vertices = vertices }

    /// The rectangle from (`x0`, `y0`) to (`x1`, `y1`).
    public init(x0: Double, y0: Double, x1: Double, y1: Double) {
        vertices = [Point(x: x0, y: y0), Point(x: x1, y: y0), Point(x: x1, y: y1), Point(x: x0, y: y1)]
    }

    /// Square metres inside the outline.
    public var area: Double {
        var twice = 0.0
        for (from, to) in edges { twice += from.x * to.y - to.x * from.y }
        return abs(twice) / 2
    }

    /// Whether `point` lies inside; points on the left and lower edges count as inside, on the others as outside.
    ///
    /// Source: ray casting with half-open edges, so that outlines that share an edge never share a point.
    public func contains(_ point: Point) -> Bool {
        var inside = false
        var from = vertices.last ?? point
        for to in vertices {
            if (from.y > point.y) != (to.y > point.y) {
                let crossing = from.x + (point.y - from.y) / (to.y - from.y) * (to.x - from.x)
                if point.x < crossing { inside.toggle() }
            }
            from = to
        }
        return inside
    }

    /// The smallest and the largest corner of the box around the outline; both the origin when there is no vertex.
    public var bounds: (low: Point, high: Point) {
        guard let first = vertices.first else { return (Point(x: 0, y: 0), Point(x: 0, y: 0)) }
        var (low, high) = (first, first)
        for vertex in vertices {
            low = Point(x: min(low.x, vertex.x), y: min(low.y, vertex.y))
            high = Point(x: max(high.x, vertex.x), y: max(high.y, vertex.y))
        }
        return (low, high)
    }

    /// What is wrong with the outline, as a sentence fragment; nil when it can be used.
    public var problem: String? {
        if vertices.count < 3 { return "an outline needs at least 3 corners, this one has \(vertices.count)" }
        if vertices.contains(where: { !$0.x.isFinite || !$0.y.isFinite }) { return "a corner is not a number" }
        if vertices.contains(where: { abs($0.x) > Self.reach || abs($0.y) > Self.reach }) {
            return "a corner lies more than \(Int(Self.reach)) m from the origin (are the units metres?)"
        }
        if area < Self.smallestArea { return "the outline encloses less than \(Self.smallestArea) square metres" }
        return crossesItself ? "two edges of the outline cross" : nil
    }

    private var edges: some Sequence<(Point, Point)> { zip(vertices, vertices.dropFirst() + vertices.prefix(1)) }

    private var crossesItself: Bool {
        let all = Array(edges)
        for first in all.indices {
            for second in all.indices.dropFirst(first + 2) where !(first == 0 && second == all.count - 1) {
                if Self.cross(all[first], all[second]) { return true }
            }
        }
        return false
    }

    private static func cross(_ one: (Point, Point), _ other: (Point, Point)) -> Bool {
        side(one, other.0) * side(one, other.1) < 0 && side(other, one.0) * side(other, one.1) < 0
    }

    private static func side(_ edge: (Point, Point), _ point: Point) -> Double {
        (edge.1.x - edge.0.x) * (point.y - edge.0.y) - (edge.1.y - edge.0.y) * (point.x - edge.0.x)
    }

    private static let reach = 10_000.0
    private static let smallestArea = 0.01
}
