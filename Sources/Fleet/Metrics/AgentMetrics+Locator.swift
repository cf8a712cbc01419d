import Timekeeping

extension AgentMetrics {
    /// How sightings reach a box that may be its site's locator. Scans are phones: their counts rise only while there
    /// are people enough. Batches come each second, whoever is there.
    func writeLocator(to text: inout MetricText) {
        guard let locator = health.locator else { return }
        text.single(
            "footfall_locator_late_scans_total", .counter,
            "Scans that came too late to be placed, while at least k devices were there", locator.lateScans)
        text.single(
            "footfall_locator_dropped_scans_total", .counter,
            "Scans that had no room, while at least k devices were there", locator.droppedScans)
        text.family("footfall_locator_lost_batches_total", .counter, "Sightings messages that never came") { family in
            for sensor in locator.sensors { family.sample(sensor.lostBatches, ("from", sensor.sensor)) }
        }
        text.family("footfall_locator_last_batch_age_seconds", .gauge, "Since the last sightings message") { family in
            for sensor in locator.sensors { family.sample(sensor.lastBatchAge?.seconds, ("from", sensor.sensor)) }
        }
        text.family(
            "footfall_locator_sensor_clock", .gauge, "1 for how far the sensor's clock is relied upon, 0 for the others"
        ) { family in
            for sensor in locator.sensors {
                for clock in HealthReport.Locator.Sensor.Clock.allCases {
                    let value = clock == sensor.clock ? 1 : 0
                    family.sample(value, ("from", sensor.sensor), ("clock", clock.rawValue))
                }
            }
        }
    }
}
