import RealModule

/// The places where a transmitter can be, as cells, with the level that each sensor expects from each of them.
///
/// Memory: 4 bytes per cell and sensor, and 36 per cell (600 cells, 8 sensors: 41 kB), cells rounded up to eights.
public struct Grid: Equatable, Sendable {
    /// Edge of a cell in metres.
    public let step: Double
    /// Number of cells with any room inside.
    public let cellCount: Int
    /// Number of sensors, in the plan's order.
    public let sensorCount: Int
    /// Number of zones, in the plan's order.
    public let zoneCount: Int

    /// Number of floors, in the plan's order.
    public let floorCount: Int

    /// One region per floor, then one per outside strip. Cells of a region are contiguous, padded to whole lanes.
    let regions: [Region]
    /// Cell centres relative to ``origin``, one lane per block.
    let x: [Lane]
    let y: [Lane]
    let origin: Point
    /// Logarithm of each cell's prior; padding cells have none.
    let logPrior: [Lane]
    /// Expected level minus the transmitter's, of sensor s in block b, at `b * sensorCount + s`.
    private(set) var base: [Lane]
    /// Variance per sensor, in dB², of what stays the same over one estimate.
    private(set) var staticVariance: [Float]
    /// Each zone's share of each block.
    let zoneShares: [ZoneShare]

    /// Cells of one floor or one strip.
    struct Region: Hashable, Sendable {
        var floor: Int
        var isInside: Bool
        var wallLoss: Double
        var blocks: Range<Int>
    }

    /// How much of each of the eight cells of `block` belongs to `zone`.
    struct ZoneShare: Hashable, Sendable {
        var zone: Int
        var block: Int
        var weight: Lane
    }

    /// Cells of `step` metres over `plan`, as `calibration` says that levels behave there.
    ///
    /// Throws ``InvalidPlan`` with every problem of the plan.
    public init(_ plan: FloorPlan, _ calibration: Calibration, step: Double = 1) throws(InvalidPlan) {
        let problems = plan.problems + (step >= 0.1 && step <= 10 ? [] : [Self.stepProblem(step)])
        guard problems.isEmpty else { throw InvalidPlan(problems: problems) }
        let cells = CellList(plan, step: step)
        self.step = step
        origin = cells.origin
        cellCount = cells.count
        sensorCount = plan.sensors.count
        zoneCount = plan.zones.count
        floorCount = plan.floors.count
        regions = cells.regions
        (x, y, logPrior, zoneShares) = (cells.x, cells.y, cells.logPrior, cells.zoneShares)
        base = []
        staticVariance = []
        recalibrate(plan, calibration)
    }

    /// Takes over another `calibration`; the cells stay. `plan` is the one that the grid was made of.
    public mutating func recalibrate(_ plan: FloorPlan, _ calibration: Calibration) {
        precondition(plan.sensors.count == sensorCount, "the plan that the grid was made of")
        staticVariance = plan.sensors.map { Float(calibration.staticVariance(of: $0.name)) }
        base = expectedLevels(plan, calibration)
    }

    /// Bytes held by the tables.
    public var byteCount: Int {
        MemoryLayout<Lane>.stride * (base.count + x.count + y.count + logPrior.count)
            + MemoryLayout<ZoneShare>.stride * zoneShares.count
    }

    var blockCount: Int { x.count }

    /// The place of `cell` of `block`.
    func place(block: Int, cell: Int) -> Point {
        Point(x: origin.x + Double(x[block][cell]), y: origin.y + Double(y[block][cell]))
    }

    private func expectedLevels(_ plan: FloorPlan, _ calibration: Calibration) -> [Lane] {
        var levels = Array(repeating: Lane.zero, count: blockCount * sensorCount)
        for (index, sensor) in plan.sensors.enumerated() {
            let link = Link(sensor, plan, calibration)
            for region in regions {
                for block in region.blocks {
                    for cell in 0..<Lane.scalarCount {
                        let level = link.level(at: place(block: block, cell: cell), floor: region.floor)
                        levels[block * sensorCount + index][cell] = Float(level - region.wallLoss)
                    }
                }
            }
        }
        return levels
    }

    private static func stepProblem(_ step: Double) -> PlanProblem {
        PlanProblem(path: "step", message: "is \(step), not between 0.1 and 10 metres")
    }
}
