import RealModule

/// The cells of a plan while a grid is being made: each outline is cut into squares, squares at its edge are cut to it.
struct CellList {
    private(set) var regions: [Grid.Region] = []
    private(set) var x: [Lane] = []
    private(set) var y: [Lane] = []
    private(set) var logPrior: [Lane] = []
    private(set) var zoneShares: [Grid.ZoneShare] = []
    private(set) var count = 0
    let origin: Point

    private let plan: FloorPlan
    private let step: Double

    /// One cell: where its covered part is centred, how much of it is covered, and by which zones.
    private struct Cell {
        var centre: Point
        var coverage: Double
        var zones: [(zone: Int, share: Double)] = []
    }

    init(_ plan: FloorPlan, step: Double) {
        self.plan = plan
        self.step = step
        let bounds = plan.floors.map(\.outline.bounds)
        origin = Point(
            x: bounds.reduce(0) { $0 + ($1.low.x + $1.high.x) / 2 } / Double(bounds.count),
            y: bounds.reduce(0) { $0 + ($1.low.y + $1.high.y) / 2 } / Double(bounds.count))
        let floors = plan.floors.indices.map { cells(of: plan.floors[$0].outline, zonesOn: plan.floors[$0].name) }
        let covered = floors.joined().reduce(0) { $0 + $1.coverage }
        let inside = 1 - plan.outside.reduce(0) { $0 + $1.prior }
        for (floor, cells) in floors.enumerated() {
            append(cells, floor: floor, density: inside / covered)
        }
        for strip in plan.outside {
            let cells = cells(of: strip.outline, zonesOn: nil)
            let density = strip.prior / cells.reduce(0) { $0 + $1.coverage }
            append(cells, floor: plan.floorIndex(strip.floor) ?? 0, density: density, strip: strip)
        }
    }

    private mutating func append(_ cells: [Cell], floor: Int, density: Double, strip: OutsideStrip? = nil) {
        let firstBlock = x.count
        for start in stride(from: 0, to: cells.count, by: Lane.scalarCount) {
            let block = x.count
            let last = cells[min(start + Lane.scalarCount, cells.count) - 1].centre
            x.append(Lane(repeating: Float(last.x - origin.x)))
            y.append(Lane(repeating: Float(last.y - origin.y)))
            logPrior.append(Lane(repeating: Self.impossible))
            for (lane, cell) in cells[start...].prefix(Lane.scalarCount).enumerated() {
                x[block][lane] = Float(cell.centre.x - origin.x)
                y[block][lane] = Float(cell.centre.y - origin.y)
                logPrior[block][lane] = Float(Double.log(cell.coverage * density))
                for (zone, share) in cell.zones { add(share, of: zone, block: block, lane: lane) }
            }
        }
        count += cells.count
        regions.append(
            Grid.Region(
                floor: floor, isInside: strip == nil, wallLoss: strip?.wallLoss ?? 0, blocks: firstBlock..<x.count))
    }

    private mutating func add(_ share: Double, of zone: Int, block: Int, lane: Int) {
        let known = zoneShares.lastIndex { $0.block == block && $0.zone == zone }
        if known == nil { zoneShares.append(Grid.ZoneShare(zone: zone, block: block, weight: .zero)) }
        zoneShares[known ?? zoneShares.count - 1].weight[lane] = Float(share)
    }

    private func cells(of outline: Polygon, zonesOn floor: String?) -> [Cell] {
        let zones = plan.zones.indices.filter { plan.zones[$0].floor == floor }
        let (low, high) = outline.bounds
        let columns = Int(((high.x - low.x) / step).rounded(.up))
        let rows = Int(((high.y - low.y) / step).rounded(.up))
        var cells: [Cell] = []
        for column in 0..<columns {
            for row in 0..<rows {
                let corner = Point(x: low.x + Double(column) * step, y: low.y + Double(row) * step)
                if let cell = cell(at: corner, outline, zones) { cells.append(cell) }
            }
        }
        return cells.isEmpty ? [Cell(centre: outline.vertices[0], coverage: 1)] : cells
    }

    private func cell(at corner: Point, _ outline: Polygon, _ zones: [Int]) -> Cell? {
        let covered = Self.samples.map { Point(x: corner.x + $0.x * step, y: corner.y + $0.y * step) }
            .filter(outline.contains)
        guard !covered.isEmpty else { return nil }
        let count = Double(covered.count)
        var cell = Cell(
            centre: Point(x: covered.reduce(0) { $0 + $1.x } / count, y: covered.reduce(0) { $0 + $1.y } / count),
            coverage: count / Double(Self.samples.count))
        for zone in zones {
            let inZone = covered.count(where: plan.zones[zone].outline.contains)
            if inZone > 0 { cell.zones.append((zone, Double(inZone) / count)) }
        }
        return cell
    }

    /// A lattice of 4 × 4 points in the unit square.
    private static let samples = (0..<16).map {
        Point(x: (Double($0 / 4) + 0.5) / 4, y: (Double($0 % 4) + 0.5) / 4)
    }

    /// The log prior of cells that only fill up a lane.
    private static let impossible: Float = -1e30
}
