import Fleet

/// Sensors and their configurations as a table, or for programs.
enum FleetTable {
    /// A line for each sensor.
    static func text(_ sensors: [String: FleetWire.Sensor]) -> String {
        let head = ["SENSOR", "STATE", "AGENT", "VERSION", "SITE", "LAST", "PENDING", "ALERTS"]
        let rows = sensors.sorted { $0.key < $1.key }.map { name, sensor in row(name, sensor) }
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        return ([head] + rows).map { row in
            let cells = zip(row, widths).map { Column.padded($0, $1) }.joined(separator: "  ")
            return String(cells.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }

    /// What is wrong, a line each.
    static func problems(_ sensors: [String: FleetWire.Sensor], scopes: [DesiredScope]) -> [String] {
        sensors.sorted { $0.key < $1.key }.flatMap { name, sensor in
            scopes.flatMap { scope in
                (sensor.report?[scope].problems ?? []).map { problem in
                    let place = problem.path.isEmpty ? "" : "\(problem.path) "
                    return "\(name): \(place)\(problem.message)"
                }
            }
        }
    }

    /// One JSON object: `sensors`, each with `sensor`, `state`, `agent`, `hash`, `alerts` and `reported`.
    static func json(_ sensors: [String: FleetWire.Sensor]) -> String {
        let list = sensors.sorted { $0.key < $1.key }.map { name, sensor in
            let reported = sensor.report.flatMap { try? DocumentValue(reading: $0.json, as: .json) }
            return DocumentValue(
                .object([
                    DocumentMember("sensor", DocumentValue(.string(name))),
                    DocumentMember("state", optional(sensor.state)),
                    DocumentMember("agent", optional(sensor.version)),
                    DocumentMember("hash", optional(sensor.effectiveHash)),
                    DocumentMember(
                        "alerts", DocumentValue(.array(sensor.alerts.map { DocumentValue(.string($0)) }))),
                    DocumentMember("reported", reported ?? DocumentValue(.null)),
                ]))
        }
        let document = DocumentValue(.object([DocumentMember("sensors", DocumentValue(.array(list)))]))
        return String(decoding: document.json(), as: UTF8.self)
    }

    private static func row(_ name: String, _ sensor: FleetWire.Sensor) -> [String] {
        let parts = DesiredScope.allCases.reversed().compactMap { scope in sensor.report.map { (scope, $0[scope]) } }
        let decided = parts.filter { $0.1.version != 0 }
        let last = (decided.isEmpty ? parts : decided).max { $0.1.at < $1.1.at }?.1
        let pending = parts.compactMap(\.1.pending).first
        return [
            name, sensor.state ?? "-", sensor.version ?? "-",
            sensor.report.map { String($0.sensor.inForce.version) } ?? "-",
            sensor.report.map { String($0.site.inForce.version) } ?? "-",
            last.map { "\($0.version.map(String.init) ?? "?") \($0.status.rawValue)" } ?? "-",
            pending.map { "\($0.version) \($0.state.rawValue)" } ?? "-",
            sensor.alerts.isEmpty ? "-" : sensor.alerts.joined(separator: ","),
        ]
    }

    private static func optional(_ text: String?) -> DocumentValue { DocumentValue(text.map { .string($0) } ?? .null) }
}
