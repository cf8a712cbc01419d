public import Positioning

/// A site of a given size for measuring how long a position takes: one square floor, six zones, sensors spread evenly,
/// scans of which most sensors hear some frames.
public struct SolverTrial: Sendable {
    /// Cells of the grid, each a square metre.
    public var cells: Int { grid.cellCount }
    /// Sensors.
    public let sensors: Int
    /// Bytes of the site's tables.
    public var bytes: Int { grid.byteCount }
    /// The site.
    public let plan: FloorPlan
    /// What is known of its radio.
    public let calibration: Calibration

    private let grid: Grid
    private let scans: [[Reading]]

    /// A site of about so many cells. Scans follow from the numbers alone: each run measures the same work.
    public init(cells: Int, sensors: Int) throws(InvalidPlan) {
        let side = Double(cells).squareRoot()
        let places = Self.places(sensors, side: side)
        plan = FloorPlan.singleFloor(
            Polygon(x0: 0, y0: 0, x1: side, y1: side), zones: Self.zones(side: side),
            sensors: places.enumerated().map { Sensor(name: "s\($0.offset)", floor: "floor", position: $0.element) })
        var calibration = Calibration()
        calibration.model.exponent = 3
        self.sensors = sensors
        self.calibration = calibration
        grid = try Grid(plan, calibration, step: 1)
        scans = (0..<256).map { Self.scan($0, places, side: side) }
    }

    /// Solves so many scans one after the other; returns the sum of their positions, so that nothing is left out.
    public func solve(_ count: Int) -> Double {
        var solver = PosteriorSolver(grid, calibration.model)
        var sum = 0.0
        for index in 0..<count {
            let position = solver.solve(scans[index % scans.count]).position
            sum += position.x + position.y + solver.zoneProbabilities[0]
        }
        return sum
    }

    /// What the sensors hear of one scan, in the plan's order. They recur.
    public func readings(of number: Int) -> [Reading] { scans[number % scans.count] }

    private static func places(_ count: Int, side: Double) -> [Point] {
        let columns = Int(Double(count).squareRoot().rounded(.up))
        let lines = (count + columns - 1) / columns
        return (0..<count).map { index in
            Point(
                x: side * (Double(index % columns) + 0.5) / Double(columns),
                y: side * (Double(index / columns) + 0.5) / Double(lines))
        }
    }

    private static func zones(side: Double) -> [Zone] {
        (0..<6).map { index in
            let (x, y) = (Double(index % 2), Double(index / 2))
            return Zone(
                name: "z\(index)", floor: "floor",
                outline: Polygon(
                    x0: x * side / 2, y0: y * side / 3, x1: (x + 1) * side / 2, y1: (y + 1) * side / 3))
        }
    }

    /// Levels that fall with the distance from a place that walks over the floor; one sensor in five hears nothing.
    private static func scan(_ number: Int, _ places: [Point], side: Double) -> [Reading] {
        let from = Point(x: side * Double(number % 16) / 15, y: side * Double(number / 16) / 15)
        return places.enumerated().map { index, place in
            if (number + index) % 5 == 4 { return .silent }
            let distance = max(1, from.distance(to: place))
            return .heard(level: -42 - 2.2 * distance.squareRoot() * 5, frames: 1 + (number + index) % 4)
        }
    }
}
