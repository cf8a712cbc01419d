/// A place on the plan of the shop, in metres: `x` along the shop window, `y` away from it; the street has negative `y`.
public struct Point: Equatable, Sendable {
    /// Metres along the shop window.
    public var x: Double
    /// Metres behind the shop window.
    public var y: Double

    /// The place at `x` and `y` metres.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// The distance to `other` in metres where the two differ by `height` metres in height.
    func distance(to other: Point, height: Double) -> Double {
        let acrossX = x - other.x
        let acrossY = y - other.y
        return (acrossX * acrossX + acrossY * acrossY + height * height).squareRoot()
    }
}
