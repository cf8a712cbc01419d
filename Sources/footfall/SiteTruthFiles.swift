import Capture
import Fleet
import Glibc
import Simulation
import Timekeeping

/// What was really so on a simulated site, as CSV: `occupancy.csv`, `occupancy-ZONE.csv`, `scans.csv`, `visits.csv` and
/// `sensors.csv`.
final class SiteTruthFiles {
    private let site: SiteDocument
    private let inside: OccupancyFile
    private let zones: [OccupancyFile]
    private let scans: TextFile
    private let visits: TextFile

    init(
        _ site: SiteDocument, folder: String, sensors: [(gainDB: Double, clock: Interval)]
    ) throws(CaptureError) {
        self.site = site
        inside = try OccupancyFile("\(folder)/occupancy.csv")
        var zones: [OccupancyFile] = []
        for zone in site.zones { zones.append(try OccupancyFile("\(folder)/occupancy-\(zone.id).csv")) }
        self.zones = zones
        scans = try TextFile("\(folder)/scans.csv", heading: "epoch_s,person,phone,floor,x_m,y_m,zone,frames")
        visits = try TextFile("\(folder)/visits.csv", heading: "person,role,arrival_s,departure_s,phones")
        let radios = try TextFile("\(folder)/sensors.csv", heading: "sensor,gain_db,clock_ahead_ms")
        for (sensor, radio) in zip(site.listeners, sensors) {
            try radios.write("\(sensor.id),\(decimals(radio.gainDB, 3)),\(decimals(radio.clock.seconds * 1000, 3))")
        }
        try radios.close()
    }

    func write(_ happening: SiteHappening) throws(CaptureError) {
        switch happening {
        case .heard: break
        case .moved(let occupancy):
            try inside.write(occupancy.inside, from: occupancy.time)
            for (file, people) in zip(zones, occupancy.zones) { try file.write(people, from: occupancy.time) }
        case .scanned(let scan):
            let zone = scan.zone.map { site.zones[$0].id } ?? ""
            try scans.write(
                "\(epoch(scan.time)),\(scan.person),\(scan.phone),\(site.floors[scan.floor].id),"
                    + "\(decimals(scan.place.x, 2)),\(decimals(scan.place.y, 2)),\(zone),\(scan.frames)")
        case .left(let visit):
            try visits.write(
                "\(visit.person),\(visit.role.rawValue),\(epoch(visit.arrival)),\(epoch(visit.departure)),\(visit.phones)"
            )
        }
    }

    func close(at end: WallTime) throws(CaptureError) {
        for file in [inside] + zones { try file.close(at: end) }
        for file in [scans, visits] { try file.close() }
    }
}

/// A number with so many digits behind the point.
private func decimals(_ value: Double, _ digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
    let rounded = Int((value.magnitude * scale).rounded())
    let sign = value < 0 && rounded > 0 ? "-" : ""
    return "\(sign)\(rounded / Int(scale)).\("\(Int(scale) + rounded % Int(scale))".dropFirst())"
}
