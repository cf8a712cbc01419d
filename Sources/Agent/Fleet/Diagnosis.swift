import Broker
import Fleet
import Timekeeping
import Uplink

/// How a box is, for who looks after it from afar. It holds no personal data: counters, findings and the log, which
/// has none.
enum Diagnosis {
    /// `version`, `configuration`, `health`, `alerts`, `findings`, `log`.
    static func document(of sensor: Sensor, at moment: Moment) -> DocumentValue {
        object([
            ("version", text(FootfallVersion.text)),
            ("configuration", configuration(of: sensor)),
            ("health", health(of: sensor, at: moment)),
            (
                "alerts",
                list(
                    sensor.alerts.active.map {
                        object([("alert", text($0.kind.rawValue)), ("message", text($0.message))])
                    })
            ),
            ("findings", list(Examination.findings(of: sensor.configuration).map(finding))),
            ("log", list(RecentLog.shared.lines.map(text))),
        ])
    }

    private static func configuration(of sensor: Sensor) -> DocumentValue {
        object([
            ("version", number(sensor.steward?.version(.sensor) ?? 0)),
            ("siteVersion", number(sensor.steward?.version(.site) ?? 0)),
            ("hash", text(sensor.configuration.digest)),
        ])
    }

    /// Without what was heard, which the health report tells as far as it may (``HealthGate``).
    private static func health(of sensor: Sensor, at moment: Moment) -> DocumentValue {
        sensor.sources.readStatistics()
        let status = sensor.broker.status
        return object([
            ("uptimeSeconds", number(Int((moment.uptime - sensor.startedAt).seconds))),
            ("residentBytes", number(ProcessState.residentBytes)),
            ("processorSeconds", DocumentValue(.number(ProcessState.processorTime.seconds))),
            ("listening", DocumentValue(.boolean(sensor.sources.isListening))),
            ("interface", text(sensor.sources.name)),
            ("kernelDrops", number(sensor.sources.sources.reduce(0) { $0 + $1.kernelDrops })),
            ("outboxDepth", number(status.queueDepth)),
            ("dropped", number(Int(status.tally.dropped.total))),
            ("refused", number(Int(status.tally.refused))),
            ("reconnects", number(Int(status.tally.reconnects))),
            ("clock", text(SystemClock.quality.rawValue)),
            ("locator", sensor.correspondence.locatorHealth.map(sightings) ?? DocumentValue(.null)),
        ])
    }

    /// How each sensor's batches come, for which it does not matter who is there.
    private static func sightings(_ locator: HealthReport.Locator) -> DocumentValue {
        list(
            locator.sensors.map { sensor in
                object([
                    ("sensor", text(sensor.sensor)),
                    (
                        "lastBatchAgeSeconds",
                        DocumentValue(sensor.lastBatchAge.map { .number($0.seconds) } ?? .null)
                    ),
                    ("lostBatches", number(sensor.lostBatches)), ("clock", text(sensor.clock.rawValue)),
                ])
            })
    }

    private static func finding(_ finding: Finding) -> DocumentValue {
        object([
            ("check", text(finding.check)), ("level", text(finding.level.rawValue)), ("what", text(finding.what)),
            ("cure", finding.cure.map(text) ?? DocumentValue(.null)),
        ])
    }

    private static func object(_ members: [(String, DocumentValue)]) -> DocumentValue {
        DocumentValue(.object(members.map { DocumentMember($0.0, $0.1) }))
    }

    private static func list(_ elements: [DocumentValue]) -> DocumentValue { DocumentValue(.array(elements)) }
    private static func text(_ text: String) -> DocumentValue { DocumentValue(.string(text)) }
    private static func number(_ number: Int) -> DocumentValue { DocumentValue(.integer(number)) }
}
