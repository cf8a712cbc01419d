/// What the sensors heard while a phone was held at a known place.
public struct Stop: Hashable, Sendable {
    /// Where the phone was.
    public var place: ResidualMap.Place
    /// One reading per sensor, in the plan's order.
    public var readings: [Reading]

    /// A stop at `point` on `floor` (its position in the plan).
    public init(floor: Int = 0, point: Point, readings: [Reading]) {
        place = ResidualMap.Place(floor: floor, point: point)
        self.readings = readings
    }
}
