/// The site as the locator knows it: floors, what lies outside, zones and sensors, in metres.
public struct FloorPlan: Hashable, Sendable {
    /// The storeys. At least one.
    public var floors: [Floor]
    /// Where passers-by are heard from. May be empty.
    public var outside: [OutsideStrip]
    /// The zones, in the order of every zone vector. May be empty.
    public var zones: [Zone]
    /// The sensors, in the order of every list of readings. At least one.
    public var sensors: [Sensor]

    /// A plan. It may be wrong: see ``problems``.
    public init(floors: [Floor], outside: [OutsideStrip] = [], zones: [Zone] = [], sensors: [Sensor]) {
        self.floors = floors
        self.outside = outside
        self.zones = zones
        self.sensors = sensors
    }

    /// One storey without elevation, called `floor`.
    public static func singleFloor(
        _ outline: Polygon, outside: [OutsideStrip] = [], zones: [Zone] = [], sensors: [Sensor]
    ) -> Self {
        Self(floors: [Floor(name: "floor", outline: outline)], outside: outside, zones: zones, sensors: sensors)
    }

    /// Position of the storey called `name` in ``floors``.
    public func floorIndex(_ name: String) -> Int? { floors.firstIndex { $0.name == name } }
}
