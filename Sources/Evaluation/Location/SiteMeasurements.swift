public import Positioning

/// A measured site: where its sensors hang, and what they heard of a phone at known places.
///
/// Tables: anchors `anchor,x_m,y_m[,z_m]`; levels `point,x_m,y_m,sample,anchor,rssi_dbm`, a row per level. Metres and dBm.
public struct SiteMeasurements: Sendable {
    /// The sensors, in the order of the table.
    public let sensors: [Sensor]
    private let indices: [String: Int]

    /// Reads the table of anchors. An anchor without `z_m` hangs 2.5 m high.
    public init(anchors bytes: [UInt8]) throws(CSVProblem) {
        let table = try CSVTable(bytes, columns: ["anchor", "x_m", "y_m", "z_m"], required: 3)
        var sensors: [Sensor] = []
        var indices: [String: Int] = [:]
        try table.forEachRow { (row) throws(CSVProblem) in
            let name = try row.text(0)
            guard indices.updateValue(sensors.count, forKey: name) == nil else {
                throw CSVProblem(line: row.line, message: "anchor \(CSVRow.shown(name)) stands in the table already")
            }
            guard sensors.count < Self.mostSensors else {
                throw CSVProblem(line: row.line, message: "more than \(Self.mostSensors) anchors")
            }
            let position = try Point(x: row.number(1, in: Self.reach), y: row.number(2, in: Self.reach))
            let height = try row.numberIfAny(3, in: 0...50) ?? 2.5
            sensors.append(Sensor(name: name, floor: Self.floor, position: position, height: height))
        }
        guard !sensors.isEmpty else { throw CSVProblem(line: 2, message: "no anchor (a row for each is needed)") }
        self.sensors = sensors
        self.indices = indices
    }

    /// Which rows of a table of levels make one scan.
    public enum Grouping: Sendable {
        /// All rows of a point: the mean of its samples.
        case point
        /// The rows of one sample of a point.
        case sample
    }

    /// Reads a table of levels: one stop for each point or sample, in the order of the table.
    ///
    /// An anchor without a level at a stop says nothing there: the table does not tell whether it listened.
    public func stops(_ bytes: [UInt8], per grouping: Grouping = .point) throws(CSVProblem) -> [Stop] {
        let columns = ["point", "x_m", "y_m", "sample", "anchor", "rssi_dbm"]
        let table = try CSVTable(bytes, columns: columns, required: columns.count)
        var places: [Key: Int] = [:]
        var groups: [Group] = []
        try table.forEachRow { (row) throws(CSVProblem) in
            let name = try row.text(4)
            guard let sensor = indices[name] else {
                throw CSVProblem(line: row.line, message: "no anchor is called \(CSVRow.shown(name))")
            }
            let key = try Key(point: row.text(0), sample: grouping == .sample ? row.text(3) : "")
            let place = places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                groups.append(Group(sensorCount: sensors.count))
            }
            try groups[place].add(
                Point(x: row.number(1, in: Self.reach), y: row.number(2, in: Self.reach)), sensor: sensor,
                level: row.number(5, in: Self.levels))
        }
        guard !groups.isEmpty else { throw CSVProblem(line: 2, message: "no level (a row for each is needed)") }
        return groups.map(\.stop)
    }

    /// The plan of the site: one floor of this area, cut into zones. Without an area it is the box around the sensors
    /// and the calibration's points.
    public func plan(_ area: SiteArea?, _ raster: ZoneRaster, calibration: [Stop]) -> FloorPlan {
        let around = SiteArea(around: sensors.map(\.position) + calibration.map(\.place.point))
        let outline = (area ?? around)?.outline ?? Polygon([])
        let zones = (area ?? around).map { raster.zones(of: $0, floor: Self.floor) } ?? []
        return FloorPlan(floors: [Floor(name: Self.floor, outline: outline)], zones: zones, sensors: sensors)
    }

    private struct Key: Hashable {
        let point: String
        let sample: String
    }

    private static let floor = "floor"
    private static let mostSensors = 256
    private static let reach = -10_000.0...10_000.0
    private static let levels = -150.0...50.0
}

/// The rows that make one stop.
private struct Group {
    private var (x, y, rows) = (0.0, 0.0, 0.0)
    private var sums: [Double]
    private var counts: [Int]

    init(sensorCount: Int) {
        sums = Array(repeating: 0, count: sensorCount)
        counts = Array(repeating: 0, count: sensorCount)
    }

    mutating func add(_ point: Point, sensor: Int, level: Double) {
        x += point.x
        y += point.y
        rows += 1
        sums[sensor] += level
        counts[sensor] += 1
    }

    var stop: Stop {
        Stop(
            point: Point(x: x / rows, y: y / rows),
            readings: zip(sums, counts).map { sum, count in
                count == 0 ? .absent : .heard(level: sum / Double(count), frames: count)
            })
    }
}
