import Positioning

/// How outlines lie to one another, to the accuracy to which plans are drawn.
extension Polygon {
    /// Points evenly spread over the inside, none on the edge: outlines that touch share none of them.
    var lattice: [Point] {
        guard !vertices.isEmpty else { return [] }
        let (low, high) = bounds
        let steps = (0..<32).map { (Double($0) + 0.5) / 32 }
        return steps.flatMap { across in
            steps.map { Point(x: low.x + across * (high.x - low.x), y: low.y + $0 * (high.y - low.y)) }
        }.filter(contains)
    }

    /// Whether both share some of their inside, `lattice` and `otherLattice` being theirs.
    func overlaps(_ other: Self, _ lattice: [Point], _ otherLattice: [Point]) -> Bool {
        let (mine, its) = (bounds, other.bounds)
        guard mine.low.x < its.high.x, its.low.x < mine.high.x, mine.low.y < its.high.y, its.low.y < mine.high.y
        else { return false }
        return lattice.contains(where: other.contains) || otherLattice.contains(where: contains)
    }

    /// Whether no part of the edge is more than `tolerance` metres beside `floor`: so the inside is not either.
    func lies(on floor: Self, within tolerance: Double) -> Bool {
        for (from, to) in segments {
            let pieces = max(1, Int((from.distance(to: to) / 0.25).rounded(.up)))
            for piece in 0..<min(pieces, 4096) {
                let share = Double(piece) / Double(pieces)
                let point = Point(x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y))
                if !floor.contains(point), floor.distance(to: point) > tolerance { return false }
            }
        }
        return true
    }

    /// Metres from `point` to the nearest place on the edge.
    func distance(to point: Point) -> Double {
        segments.map { Self.distance(from: point, to: $0) }.min() ?? .infinity
    }

    private var segments: [(Point, Point)] { Array(zip(vertices, vertices.dropFirst() + vertices.prefix(1))) }

    private static func distance(from point: Point, to segment: (Point, Point)) -> Double {
        let along = Point(x: segment.1.x - segment.0.x, y: segment.1.y - segment.0.y)
        let square = along.x * along.x + along.y * along.y
        let dot = (point.x - segment.0.x) * along.x + (point.y - segment.0.y) * along.y
        let share = square > 0 ? min(max(dot / square, 0), 1) : 0
        return point.distance(to: Point(x: segment.0.x + share * along.x, y: segment.0.y + share * along.y))
    }
}
