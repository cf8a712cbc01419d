public import Timekeeping

/// How an agent does, as a monitoring system reads it: the published health report in other words, and no more than that.
public struct AgentMetrics: Equatable, Sendable {
    /// How the connection to the broker fares.
    public struct Connection: Equatable, Sendable {
        /// Whether it stands.
        public var isOnline = false
        /// Connections after the first.
        public var reconnects: UInt64 = 0
        /// Messages that the broker or the client library does not take.
        public var refusedMessages: UInt64 = 0
        /// Messages from the broker that had no room.
        public var droppedArrivals = 0

        /// A connection that never stood.
        public init() {}
    }

    /// Who the agent is: site and sensor.
    public var site: String
    /// As above.
    public var sensor: String
    /// What runs, and by which configuration.
    public var info: AgentInfo
    /// When the agent started.
    public var startedAt: WallTime
    /// The report as it was published.
    public var health: HealthReport
    /// The radios that listen, by their interface.
    public var listening: Set<String>
    /// How the connection to the broker fares.
    public var connection: Connection
    /// What is wrong now.
    public var alerts: [Alert]
    /// The zones that the agent speaks for, as they were published.
    public var zones: [PublishedZone]

    /// Measurements of these parts.
    public init(
        site: String, sensor: String, info: AgentInfo, startedAt: WallTime, health: HealthReport,
        listening: Set<String>, connection: Connection, alerts: [Alert], zones: [PublishedZone]
    ) {
        self.site = site
        self.sensor = sensor
        self.info = info
        self.startedAt = startedAt
        self.health = health
        self.listening = listening
        self.connection = connection
        self.alerts = alerts
        self.zones = zones
    }

    /// The measurements in Prometheus' text format.
    public var text: String {
        var text = MetricText()
        writeAgent(to: &text)
        writeRadios(to: &text)
        writeMessages(to: &text)
        writeLocator(to: &text)
        PublishedZone.write(zones, to: &text)
        return text.text
    }

    private func writeAgent(to text: inout MetricText) {
        text.family("footfall_info", .gauge, "Always 1; the labels say who this is and what runs") { family in
            family.sample(1, ("site", site), ("sensor", sensor), ("version", info.version))
        }
        text.single(
            "footfall_start_time_seconds", .gauge, "When the agent started, Unix time",
            Double(startedAt.nanoseconds / 1_000_000) / 1e3)
        text.single("footfall_resident_memory_bytes", .gauge, "Resident memory", health.residentBytes)
        text.single(
            "footfall_cpu_seconds_total", .counter, "Processor time since the start", health.processorTime.seconds)
        text.family(
            "footfall_configuration_version", .gauge,
            "Version of the pushed configuration that is in force, 0 for the box's own"
        ) { family in
            family.sample(info.configuration.version, ("scope", DesiredScope.sensor.rawValue))
            family.sample(info.configuration.siteVersion, ("scope", DesiredScope.site.rawValue))
        }
        text.choices(
            "footfall_clock", "1 for how far the clock can be trusted, 0 for the others", label: "quality",
            ClockQuality.allCases
        ) { $0 == health.clock }
        text.choices("footfall_alert", "1 for what is wrong now", label: "alert", Alert.Kind.allCases) { kind in
            alerts.contains { $0.kind == kind }
        }
    }
}
