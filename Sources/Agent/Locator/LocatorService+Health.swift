import Fleet
import Locating
import Positioning
import Presence
import Timekeeping

extension LocatorService {
    /// How sightings reach this box.
    var health: HealthReport.Locator {
        let (sensors, now) = (locator.sensors, SystemClock.uptime)
        return HealthReport.Locator(
            lateScans: sensors.reduce(0) { $0 + $1.lateScans },
            droppedScans: sensors.reduce(0) { $0 + $1.droppedScans },
            sensors: membership.document.sensors.filter { $0.roles.contains(.sensor) }.compactMap { sensor in
                locator.index(of: sensor.id).map { health(of: sensor.id, $0, at: now) }
            })
    }

    /// Devices that are placed inside.
    var deviceEstimate: Double { observer.deviceEstimate }

    /// For who stands before the box: which sensor's scans come too late, or had no room.
    var lateSensors: [String: String] {
        var told: [String: String] = [:]
        for (sensor, presence) in zip(locator.plan.sensors, locator.sensors)
        where presence.lateScans + presence.droppedScans > 0 {
            told[sensor.name] = "\(presence.lateScans) late, \(presence.droppedScans) dropped"
        }
        return told
    }

    private func health(of name: String, _ index: Int, at now: Uptime) -> HealthReport.Locator.Sensor {
        let presence = locator.sensors[index]
        let clock: HealthReport.Locator.Sensor.Clock =
            switch locator.clocks.standing(of: index) {
            case .aligned: .measured
            case .claimed: .claimed
            case .adrift: .adrift
            }
        return HealthReport.Locator.Sensor(
            sensor: name, lastBatchAge: presence.lastBatchAt.map { now - $0 }, lostBatches: presence.lostBatches,
            clock: clock)
    }
}
