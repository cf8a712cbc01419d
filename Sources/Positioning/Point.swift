/// A place on a floor, in metres on the site's plan: x to the right, y upwards, origin where the plan says.
public struct Point: Hashable, Sendable {
    /// Metres to the right of the origin.
    public var x: Double
    /// Metres above the origin on the drawing.
    public var y: Double

    /// The place (`x`, `y`).
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// Metres from here to `other`, along the floor.
    public func distance(to other: Self) -> Double { squaredDistance(to: other).squareRoot() }

    func squaredDistance(to other: Self) -> Double {
        (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)
    }
}
