import Positioning
import Testing

struct PolygonTests {
    /// An L: 4 m × 4 m without its upper right quarter.
    private let corner = Polygon(
        [(0, 0), (4, 0), (4, 2), (2, 2), (2, 4), (0, 4)].map { Point(x: $0.0, y: $0.1) })

    @Test func `a bent outline holds what lies inside it`() {
        #expect(corner.area == 12)
        #expect(corner.contains(Point(x: 1, y: 3)))
        #expect(corner.contains(Point(x: 3, y: 1)))
        #expect(!corner.contains(Point(x: 3, y: 3)))
        #expect(!corner.contains(Point(x: -1, y: 2)))
        #expect(corner.problem == nil)
    }

    @Test func `outlines that share an edge share no point`() {
        let left = Polygon(x0: 0, y0: 0, x1: 1, y1: 1)
        let right = Polygon(x0: 1, y0: 0, x1: 2, y1: 1)
        let onEdge = Point(x: 1, y: 0.5)
        #expect(left.contains(onEdge) != right.contains(onEdge))
    }

    @Test func `outlines that enclose nothing are problems`() {
        let bow = Polygon([(0, 0), (2, 2), (2, 0), (0, 3)].map { Point(x: $0.0, y: $0.1) })
        #expect(bow.problem == "two edges of the outline cross")
        #expect(Polygon([]).problem == "an outline needs at least 3 corners, this one has 0")
        #expect(Polygon(x0: 0, y0: 0, x1: 0, y1: 9).problem == "the outline encloses less than 0.01 square metres")
        #expect(Polygon(x0: 0, y0: 0, x1: .nan, y1: 9).problem == "a corner is not a number")
        #expect(Polygon(x0: 0, y0: 0, x1: 3, y1: 99_000).problem?.hasSuffix("(are the units metres?)") == true)
    }
}
