import Timekeeping

/// Where a person is, as time goes on.
enum Route: Sendable {
    /// Stays at one place.
    case standing(Point)
    /// Walks along the street, `metresPerSecond` to the right (negative: to the left).
    case passing(from: Point, since: WallTime, metresPerSecond: Double)
    /// Looks at one thing in the shop until an instant, then at another one. The way between takes no time.
    case browsing(Point, until: WallTime)

    /// The place at `time`, which is not before that of the last call.
    mutating func place(
        at time: WallTime, in scene: ShopScene, using generator: inout some RandomNumberGenerator
    ) -> Point {
        switch self {
        case .standing(let place): return place
        case .passing(let origin, let start, let speed):
            return Point(x: origin.x + speed * (time - start).seconds, y: origin.y)
        case .browsing(let place, let end):
            if time < end { return place }
            let next = scene.randomPlaceInside(using: &generator)
            let stay = Interval(fractionOfSeconds: generator.exponentialWait(mean: 120))
            self = .browsing(next, until: time + stay)
            return next
        }
    }
}
