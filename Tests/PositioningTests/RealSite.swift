import Foundation
import Positioning

/// A measured site of `rssi/normalised`, read for tests: anchors, labelled levels, and the area of the published
/// baselines cut into 3 × 3 zones.
struct RealSite {
    var plan: FloorPlan
    var directory: URL

    /// The folder of real data; nil when it is absent, which only a developer's machine may be (CI sets `CI`).
    static var folder: URL? {
        let environment = ProcessInfo.processInfo.environment
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = environment["FOOTFALL_DATA"].map { URL(filePath: $0) } ?? root.appending(path: "../shared/data")
        let normalised = folder.appending(path: "rssi/normalised")
        let isThere = FileManager.default.fileExists(atPath: normalised.path)
        return isThere || environment["CI"] != nil ? normalised : nil
    }

    static let missing = "no data at FOOTFALL_DATA: tests on real sites are skipped"

    init(_ folder: URL, anchors: String, width: Double, height: Double) throws {
        directory = folder
        let sensors = try Self.fields(folder.appending(path: anchors + ".anchors.csv")).map { fields in
            Sensor(
                name: fields[0], floor: "floor",
                position: Point(x: Double(fields[1]) ?? .nan, y: Double(fields[2]) ?? .nan),
                height: fields.count > 3 ? Double(fields[3]) ?? 2.5 : 2.5)
        }
        let zones = (0..<9).map { index in
            let (column, line) = (Double(index / 3), Double(index % 3))
            return Zone(
                name: "zone-\(index)", floor: "floor",
                outline: Polygon(
                    x0: column * width / 3, y0: line * height / 3, x1: (column + 1) * width / 3,
                    y1: (line + 1) * height / 3))
        }
        plan = .singleFloor(Polygon(x0: 0, y0: 0, x1: width, y1: height), zones: zones, sensors: sensors)
    }

    /// One stop per point of the file (mean place, mean level per anchor), or per sample when `single`.
    func stops(_ name: String, single: Bool = false) throws -> [Stop] {
        var order: [String] = []
        var groups: [String: [Row]] = [:]
        for fields in try Self.fields(directory.appending(path: name + ".csv")) {
            let key = fields[0] + (single ? "/" + fields[3] : "")
            if groups[key] == nil { order.append(key) }
            let point = Point(x: Double(fields[1]) ?? .nan, y: Double(fields[2]) ?? .nan)
            groups[key, default: []].append(Row(point: point, anchor: fields[4], level: Double(fields[5]) ?? .nan))
        }
        return order.compactMap { groups[$0] }.map(stop)
    }

    private func stop(_ rows: [Row]) -> Stop {
        let count = Double(rows.count)
        let place = Point(x: rows.reduce(0) { $0 + $1.point.x } / count, y: rows.reduce(0) { $0 + $1.point.y } / count)
        return Stop(
            point: place,
            readings: plan.sensors.map { sensor in
                let levels = rows.filter { $0.anchor == sensor.name }.map(\.level)
                guard !levels.isEmpty else { return .absent }
                return .heard(level: levels.reduce(0, +) / Double(levels.count), frames: levels.count)
            })
    }

    /// `point,x_m,y_m,sample,anchor,rssi_dbm`
    private struct Row {
        var point: Point
        var anchor: String
        var level: Double
    }

    private static func fields(_ file: URL) throws -> [[String]] {
        try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
