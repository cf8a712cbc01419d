import Fleet
import Timekeeping

/// The board as lines of 80 columns.
struct WatchTable {
    let board: WatchBoard
    let now: WallTime

    var lines: [WatchLine] {
        let sites = Set(board.zones.keys.map(\.site)).union(board.sensors.keys.map(\.site))
        var lines: [WatchLine] = []
        for site in sites.sorted() {
            lines += zones(of: site) + [WatchLine()] + sensors(of: site) + [WatchLine()]
        }
        return Array(lines.dropLast())
    }

    private func zones(of site: String) -> [WatchLine] {
        let heading = WatchLine.heading([
            ("ZONE of \(site)", 24), ("PEOPLE", 18), ("DEVICES", 18), ("COVERAGE", 9), ("AGE", 6),
        ])
        let zones = board.zones.filter { $0.key.site == site }.sorted { $0.key < $1.key }
        return [heading] + zones.map { line($0.key, $0.value) }
    }

    private func line(_ key: WatchBoard.Key, _ zone: PublishedZone) -> WatchLine {
        var line = WatchLine()
        line.add(key.name, 24)
        let age = zone.until.map { now - $0 }
        let isOld = age.map { $0 > Self.longestSilence } ?? true
        for figure in [zone.people, zone.devices] {
            if let figure {
                line.add("\(figure.estimate) (\(figure.low)–\(figure.high))", 18, isOld ? .faint : .plain)
            } else {
                line.add(zone.below.map { "withheld (< \($0))" } ?? "unknown", 18, .faint)
            }
        }
        line.add(zone.coverage, 9, zone.coverage == "full" ? .plain : .warning)
        line.add(age.map(Self.words) ?? "-", 6, isOld ? .warning : .plain)
        return line
    }

    private func sensors(of site: String) -> [WatchLine] {
        let heading = WatchLine.heading([
            ("SENSOR of \(site)", 24), ("STATE", 11), ("FRAMES/S", 8), ("DROPS", 5), ("WAITING", 7), ("MIB", 4),
            ("ALERTS", 30),
        ])
        let sensors = board.sensors.filter { $0.key.site == site }.sorted { $0.key < $1.key }
        return [heading] + sensors.map { line($0.key, $0.value) }
    }

    private func line(_ key: WatchBoard.Key, _ sensor: WatchBoard.Sensor) -> WatchLine {
        var line = WatchLine()
        line.add(key.name, 24)
        switch sensor.state {
        case "online"?: line.add("online", 11)
        case "stopped"?: line.add("stopped", 11, .warning)
        case "offline"?:
            line.add("LOST \(sensor.stateSince.map { Self.words(now - $0) } ?? "")", 11, .bad)
        default: line.add("unknown", 11, .faint)
        }
        // What a sensor said before it was lost is not how it is.
        if let health = sensor.health, sensor.state == "online" {
            line.add(sensor.framesPerSecond.map(Self.rate) ?? "-", 8)
            line.add("\(health.drops)", 5, health.drops > 0 ? .warning : .plain)
            line.add("\(health.waiting)", 7)
            line.add("\(health.residentBytes >> 20)", 4)
        } else {
            for width in [8, 5, 7, 4] { line.add("-", width, .faint) }
        }
        let notes = sensor.alerts + (sensor.health?.clock == "unsynchronised" ? ["clock"] : [])
        line.add(Self.unique(notes).joined(separator: " "), 30, .bad)
        return line
    }

    /// An unsynchronised clock has an alert of its own: once is enough.
    private static func unique(_ notes: [String]) -> [String] {
        notes.contains("clock-unsynchronised") ? notes.filter { $0 != "clock" } : notes
    }

    private static func rate(_ value: Double) -> String {
        let tenths = Int((min(value, 1e9) * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// `12 s`, `5 min`, `3 h`, `9 d`.
    private static func words(_ age: Interval) -> String {
        let seconds = Int(max(age, .zero).seconds)
        switch seconds {
        case ..<100: return "\(seconds) s"
        case ..<6_000: return "\(seconds / 60) min"
        case ..<172_800: return "\(seconds / 3_600) h"
        default: return "\(seconds / 86_400) d"
        }
    }

    /// Occupancy is told at least each minute.
    private static let longestSilence = Interval.seconds(150)
}
