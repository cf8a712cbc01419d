import Fleet
import Timekeeping

extension SiteBoard {
    /// The whole site for Prometheus. What is withheld is absent, and `footfall_zone_withheld` is 1: never 0 people.
    func metrics(at time: WallTime, isConnected: Bool, pages: Int) -> String {
        var text = MetricText()
        writeZones(to: &text)
        writeSensors(to: &text, at: time)
        text.single(
            "footfall_dashboard_broker_connected", .gauge, "Whether the dashboard is connected to the broker",
            isConnected ? 1 : 0)
        text.single("footfall_dashboard_pages", .gauge, "Pages that are open on this dashboard", pages)
        text.single(
            "footfall_dashboard_refused_messages_total", .counter,
            "Messages that were not of the contract, too long or too many", refusedCount)
        return text.text
    }

    private func writeZones(to text: inout MetricText) {
        let known = zones.sorted { $0.key < $1.key }.map(\.value).filter { $0.figures != nil }
        PublishedZone.write(known.compactMap(\.figures), of: site, to: &text)
        text.family("footfall_zone_window_end_timestamp_seconds", .gauge, "Until when the zone's figures speak") {
            for zone in known {
                let end = zone.windowEnd.map { Double($0.nanoseconds / 1_000_000) / 1_000 }
                $0.sample(end, ("site", site), ("zone", zone.figures?.zone ?? ""))
            }
        }
    }

    private func writeSensors(to text: inout MetricText, at time: WallTime) {
        let known = sensors.map { ($0, $1.figures) }.sorted { $0.0 < $1.0 }
        func family(
            _ name: StaticString, _ kind: MetricText.Kind, _ help: StaticString,
            _ value: (SensorFigures.Health) -> Double?
        ) {
            text.family(name, kind, help) { family in
                for (sensor, figures) in known {
                    family.sample(figures.health.flatMap(value), ("site", site), ("sensor", sensor))
                }
            }
        }
        text.family("footfall_sensor_up", .gauge, "Whether the sensor is online, as it or its last will says") {
            for (sensor, figures) in known {
                $0.sample(figures.state.map { $0 == .online ? 1 : 0 }, ("site", site), ("sensor", sensor))
            }
        }
        text.family("footfall_sensor_alert_active", .gauge, "1 for each active alert of a sensor") {
            for (sensor, figures) in known {
                for alert in figures.alerts { $0.sample(1, ("site", site), ("sensor", sensor), ("alert", alert)) }
            }
        }
        family("footfall_sensor_health_age_seconds", .gauge, "Since the sensor's last health report came") {
            max(0, (time - $0.heardAt).seconds)
        }
        family("footfall_sensor_uptime_seconds", .gauge, "Since the sensor's agent started") { $0.uptimeSeconds }
        family("footfall_sensor_resident_memory_bytes", .gauge, "Memory of the sensor's agent") { $0.residentBytes }
        family("footfall_sensor_cpu_seconds_total", .counter, "Processor time of the sensor's agent") {
            $0.processorSeconds
        }
        family("footfall_sensor_frames_total", .counter, "Frames that the kernel passed to the agent") { $0.frames }
        family("footfall_sensor_probe_requests_total", .counter, "Probe requests that were counted") {
            $0.probeRequests
        }
        family("footfall_sensor_kernel_drops_total", .counter, "Frames that the kernel dropped") { $0.kernelDrops }
        family("footfall_sensor_outbox_messages", .gauge, "Messages that wait for the broker") { $0.outboxDepth }
        text.family("footfall_sensor_dropped_messages_total", .counter, "Messages that the outbox dropped") {
            for (sensor, figures) in known {
                for (importance, count) in (figures.health?.dropped ?? [:]).sorted(by: { $0.key < $1.key }) {
                    $0.sample(count, ("site", site), ("sensor", sensor), ("importance", importance))
                }
            }
        }
    }
}
