/// A closed line on a plan.
struct Outline: Sendable {
    let corners: [Point]
    let low: Point
    let high: Point

    init(_ corners: [Point]) {
        precondition(corners.count >= 3, "an outline has three corners at least")
        self.corners = corners
        low = Point(x: corners.map(\.x).min() ?? 0, y: corners.map(\.y).min() ?? 0)
        high = Point(x: corners.map(\.x).max() ?? 0, y: corners.map(\.y).max() ?? 0)
    }

    var edges: [(from: Point, to: Point)] { Array(zip(corners, corners.dropFirst() + corners.prefix(1))) }

    /// Square metres inside.
    var area: Double { edges.reduce(0) { $0 + $1.from.x * $1.to.y - $1.to.x * $1.from.y }.magnitude / 2 }

    /// The mean of the corners.
    var centre: Point {
        Point(
            x: corners.reduce(0) { $0 + $1.x } / Double(corners.count),
            y: corners.reduce(0) { $0 + $1.y } / Double(corners.count))
    }

    /// Whether `place` lies inside: ray casting with half-open edges.
    func contains(_ place: Point) -> Bool {
        var isInside = false
        var from = corners[corners.count - 1]
        for to in corners {
            if (from.y > place.y) != (to.y > place.y),
                place.x < from.x + (place.y - from.y) / (to.y - from.y) * (to.x - from.x)
            {
                isInside.toggle()
            }
            from = to
        }
        return isInside
    }

    /// A place inside, each as likely as the others.
    func randomPlace(using generator: inout some RandomNumberGenerator) -> Point {
        for _ in 0..<1000 {
            let place = Point(x: generator.uniform(in: low.x...high.x), y: generator.uniform(in: low.y...high.y))
            if contains(place) { return place }
        }
        // Less than a thousandth of its box: a sliver.
        return corners[0]
    }

    /// The place on the line that is nearest to `place`.
    func nearest(to place: Point) -> Point {
        let candidates = edges.map { edge in
            let (x, y) = (edge.to.x - edge.from.x, edge.to.y - edge.from.y)
            let square = x * x + y * y
            let along = (place.x - edge.from.x) * x + (place.y - edge.from.y) * y
            let share = square > 0 ? min(max(along / square, 0), 1) : 0
            return Point(x: edge.from.x + share * x, y: edge.from.y + share * y)
        }
        return candidates.min { $0.distance(to: place, height: 0) < $1.distance(to: place, height: 0) } ?? corners[0]
    }
}

extension SiteScene.Wall {
    /// Whether the straight way between two places leads through it.
    func isBetween(_ one: Point, _ other: Point) -> Bool {
        func side(_ a: Point, _ b: Point, _ c: Point) -> Double {
            (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
        }
        return side(from, to, one) * side(from, to, other) < 0 && side(one, other, from) * side(one, other, to) < 0
    }
}
