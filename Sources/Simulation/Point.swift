/// A place on a plan, in metres. On that of ``ShopScene``, `x` is along the shop window and `y` away from it; the street
/// has negative `y`. On a ``SiteScene``'s they are what its plan says.
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
