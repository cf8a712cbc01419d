import Positioning

/// A rectangle on the plan, in metres: where people can be.
public struct SiteArea: Equatable, Sendable {
    /// Left, lower, right and upper edge.
    public let x0, y0, x1, y1: Double

    /// The rectangle; nil when it encloses nothing or an edge is no number.
    public init?(x0: Double, y0: Double, x1: Double, y1: Double) {
        guard [x0, y0, x1, y1].allSatisfy(\.isFinite), x0 < x1, y0 < y1 else { return nil }
        (self.x0, self.y0, self.x1, self.y1) = (x0, y0, x1, y1)
    }

    /// The rectangle that is written as `x0,y0,x1,y1`.
    public init?(_ text: String) {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard numbers.count == 4, let x0 = numbers[0], let y0 = numbers[1], let x1 = numbers[2], let y1 = numbers[3]
        else { return nil }
        self.init(x0: x0, y0: y0, x1: x1, y1: y1)
    }

    /// The box around `points`, at least a metre wide and high.
    init?(around points: [Point]) {
        guard let first = points.first else { return nil }
        var (low, high) = (first, first)
        for point in points {
            low = Point(x: min(low.x, point.x), y: min(low.y, point.y))
            high = Point(x: max(high.x, point.x), y: max(high.y, point.y))
        }
        let (padX, padY) = (max(0, 1 - (high.x - low.x)) / 2, max(0, 1 - (high.y - low.y)) / 2)
        self.init(x0: low.x - padX, y0: low.y - padY, x1: high.x + padX, y1: high.y + padY)
    }

    var outline: Polygon { Polygon(x0: x0, y0: y0, x1: x1, y1: y1) }
}
