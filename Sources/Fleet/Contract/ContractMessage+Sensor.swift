/// What a sensor says of itself.
extension ContractMessage {
    static var sensor: [ContractMessage] {
        [
            ContractMessage(
                "sensor-status", title: "Sensor status",
                """
                Whether the agent runs. Published on each connection; the broker publishes offline in the agent's stead \
                when the connection breaks (last will); stopped precedes a clean disconnection.
                """, shape: statusShape
            ) { $0.status(.online, at: ContractSample.boot) },
            ContractMessage(
                "sensor-info", title: "Sensor information",
                "What the agent is and what it listens with. Published after each start, and on each connection.",
                shape: infoShape
            ) { $0.info(ContractSample.info) },
            ContractMessage(
                "sensor-health", title: "Sensor health",
                """
                How the agent does, every 30 s by default. Counters count from the start of the agent. Not retained, and \
                not repeated when it is lost: the next one replaces it.
                """, shape: healthShape
            ) { $0.health(ContractSample.health) },
            ContractMessage(
                "sensor-alert", title: "Sensor alerts",
                "All that is wrong with the sensor now; an empty list when nothing is. Published on each change.",
                shape: alertShape
            ) { $0.alert(ContractSample.alerts) },
        ]
    }

    private static let statusShape = Schema.object([
        .required(
            "state", .word(of: AgentState.allCases.map(\.rawValue)),
            "online: connected. stopped: ended on purpose. offline: gone without a goodbye."),
        .required(
            "at", .instant, "When it was said; with offline, when the connection that broke had been prepared."),
        .required("boot", .instant, "When the agent started: tells two lives of one sensor apart."),
    ])

    private static let infoShape = Schema.object([
        .required("version", .text(lengths: 1...64), "The version of the agent (semantic versioning 2.0)."),
        .required("configuration", appliedShape, "The configuration that is in force."),
        .required("radios", .array(of: radioShape), "What it listens with; empty while the adapter is missing."),
        .required(
            "capabilities",
            .object([.required("lockedMemory", .boolean, "Whether keys are kept out of swap space.")]),
            "What the agent can do on this machine."),
        .optional(
            "publicKeys",
            .object([
                .required("sealing", .text(lengths: 43...43), "X25519, base64url: what epoch keys are sealed to."),
                .required("signing", .text(lengths: 43...43), "Ed25519, base64url: what the box signs with."),
            ]), "What the site document has to name for the box to be enrolled; not of a sensor alone."),
    ])

    private static let appliedShape = Schema.object([
        .required("version", .integer(from: 0), "The version that was pushed to the sensor; 0 when none was."),
        .required("siteVersion", .integer(from: 0), "The version that was pushed to the site; 0 when none was."),
        .required(
            "hash", .digest,
            "SHA-256 of all that is in force, defaults included: equal for equal configurations."),
    ])

    private static let radioShape = Schema.object([
        .required("interface", interfaceName, "The capture interface."),
        .required(
            "linkType", .integer(from: 0, to: 65_535), "The link type of its frames (tcpdump.org/linktypes.html)."),
        .optional("driver", .text().orNull, "The kernel's driver of an adapter that the agent owns."),
        .optional("bus", .text(), "How the adapter is attached: usb, pci, …"),
        .optional("bands", .array(of: .text()), "The bands in which the adapter can listen."),
        .optional("channels", .array(of: .frequency), "The channels that it visits, by centre frequency in MHz."),
        .optional(
            "channelOwner", .text(),
            "Who decides about the channel: agent, or the interface that the adapter serves beside."),
        .optional("verdict", .word(of: ["good", "limited", "bad"]), "How well the adapter suits."),
        .optional("reason", .text(), "Why, in a sentence."),
    ])

    private static let healthShape = Schema.object([
        .required("at", .instant, "When the report was made."),
        .required("uptimeSeconds", .integer(from: 0), "Since the agent started."),
        .required("residentBytes", .integer(from: 0), "Memory in use."),
        .required("processorSeconds", .number(), "Processor time since the start."),
        .required("radios", .array(of: radioHealthShape), "The radios."),
        .required("outbox", outboxShape, "What waits for the broker in memory."),
        .required(
            "clock",
            .object([
                .required(
                    "quality", .word(of: ClockQuality.allCases.map(\.rawValue)), "How far times can be trusted.")
            ]), "The clock of the machine."),
        .optional(
            "locator", locatorHealthShape,
            "How sightings reach a box that may be its site's locator; not of others."),
    ])

    private static let locatorHealthShape = Schema.object([
        .required(
            "lateScans", .integer(from: 0),
            "Scans that came too late to be placed: a slow network, a busy box, a clock that is off."),
        .required("droppedScans", .integer(from: 0), "Scans that a sensor or the locator had no room for."),
        .required(
            "sensors",
            .array(
                of: .object([
                    .required("sensor", .identifier, "The sensor's name."),
                    .required(
                        "lastBatchAgeSeconds", .number().orNull,
                        "Since its last sightings, which come each second; null before the first."),
                    .required("lostBatches", .integer(from: 0), "Sightings messages that never came."),
                    .required(
                        "clock", .word(of: HealthReport.Locator.Sensor.Clock.allCases.map(\.rawValue)),
                        """
                        measured: by frames that others heard too. claimed: a time service keeps it right. adrift: off, \
                        or unknown: what the sensor hears counts less.
                        """),
                ])), "Each sensor of the site."),
    ])

    private static let radioHealthShape = Schema.object([
        .required("interface", interfaceName, "The capture interface."),
        .required("frames", .integer(from: 0), "Frames that the kernel's filter let through."),
        .required("probeRequests", .integer(from: 0), "Probe requests among them that were read and counted."),
        .required("malformed", .integer(from: 0), "Frames that could not be read."),
        .required("badFrameChecks", .integer(from: 0), "Frames whose check sequence was wrong."),
        .required("objections", .integer(from: 0), "Probe requests whose owner objects to being counted."),
        .required("withoutLevel", .integer(from: 0), "Probe requests without a signal level: they cannot be counted."),
        .required("kernelDrops", .integer(from: 0), "Frames that the kernel dropped because the agent was too slow."),
        .required(
            "lastFrameAgeSeconds", .number().orNull, "Since the last frame of any kind; null before the first one."),
        .optional(
            "requestedFrequencyMegahertz", .frequency.orNull,
            "The channel that the radio was told to listen on; null when that is not the agent's choice."),
        .optional(
            "effectiveFrequencyMegahertz", .frequency.orNull,
            "The channel that the kernel says it listens on; null when it does not say."),
        .optional(
            "noiseDBm", .integer(from: -128, to: 127).orNull,
            "The noise in dBm on that channel; null when the driver does not say."),
        .required(
            "channels",
            .array(
                of: .object([
                    .required("frequencyMegahertz", .frequency, "The centre frequency of the channel."),
                    .required("probeRequests", .integer(from: 0), "Probe requests that were heard on it."),
                ])), "The channels on which something was heard."),
    ])

    private static let outboxShape = Schema.object([
        .required("depth", .integer(from: 0), "Messages that wait."),
        .required("oldestAgeSeconds", .number().orNull, "Age of the oldest of them; null when none waits."),
        .required(
            "dropped",
            .object([
                .required("telemetry", .integer(from: 0), "Measurements, dropped first."),
                .required("state", .integer(from: 0), "States, dropped next."),
                .required("event", .integer(from: 0), "Events and closed windows, dropped last."),
            ]), "Messages that were dropped since the start, by importance."),
    ])

    private static let alertShape = Schema.object([
        .required(
            "alerts",
            .array(
                of: .object([
                    .required("alert", .word(of: Alert.Kind.allCases.map(\.rawValue)), "What is wrong, for programs."),
                    .required("since", .instant, "Since when."),
                    .required("message", .text(), "What it means and what to do, for a person."),
                ])), "What is wrong, the oldest first.")
    ])

    private static let interfaceName = Schema.text(lengths: 1...15)
}
