import Signing

/// By which a fleet is looked after.
extension ContractMessage {
    static var fleet: [ContractMessage] {
        let topics = FleetTopics(site: "{site}", sensor: "{sensor}")
        return [
            ContractMessage(
                "sensor-reported", title: "Reported configuration",
                """
                What became of the last desired configurations, and which are in force: of the sensor at the top level, of \
                the site in a member. Published on each change, and on each connection.
                """, shape: reportShape
            ) { $0.reported(ContractSample.report) },
            ContractMessage(
                "site-reported", title: "Reported configuration of a site",
                """
                Which sensor has which of the site's configurations: said by the sensor that is the site's locator at the \
                time, or by a sensor that is alone. At the top level, what became of them at that sensor.
                """, shape: siteReportShape
            ) { $0.reported(ContractSample.report, ContractSample.rollCall) },
            ContractMessage(
                "sensor-response", title: "Response to a command",
                "What became of a command. Exactly one for each message on the topic for commands.",
                shape: responseShape
            ) { $0.response(ContractSample.response) },
            ContractMessage(
                heard: "sensor-desired", title: "Desired configuration of a sensor",
                """
                A signed configuration, kept by the broker: its payload (see desired-payload) goes over the box's own file \
                and over that of the site. An empty message changes nothing.
                """, address: topics.desired, isRetained: true, shape: signedShape,
                example: signed(Contract.desiredExample)),
            ContractMessage(
                heard: "site-desired", title: "Desired configuration of a site",
                "The same for all sensors of the site: it goes over the box's own file of each.",
                address: topics.siteDesired, isRetained: true, shape: signedShape,
                example: signed(Contract.desiredExample)),
            ContractMessage(
                heard: "sensor-command", title: "Command to a sensor",
                "A signed command (see command-payload). Not to be retained, or it is refused.",
                address: topics.command, isRetained: false, shape: signedShape,
                example: signed(ContractSample.command.document)
            ),
        ]
    }

    /// Signed with the key of RFC 8037 Appendix A, which nobody may trust.
    private static func signed(_ payload: DocumentValue) -> DocumentValue {
        guard let seed = Base64URL.bytes("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"),
            let key = SigningKey(seed: seed),
            let message = try? DocumentValue(reading: SignedMessage(payload.json(), by: key).text, as: .json)
        else { preconditionFailure("the key of the standard is a key") }
        return message
    }

    /// Source: RFC 7515 §7.2.2.
    private static let signedShape = Schema.object([
        .required("payload", encoded, "What is signed, in base64url."),
        .required(
            "protected", encoded,
            "The header in base64url: alg is EdDSA (RFC 8037); no crit. A key that it brings is not looked at."),
        .required("signature", .text(pattern: "^[A-Za-z0-9_-]{86}$"), "Ed25519, in base64url."),
    ])

    private static let encoded = Schema.text(pattern: "^[A-Za-z0-9_-]+$")

    private static let partMembers: [Schema.Member] = [
        .required(
            "version", .integer(from: 0).orNull,
            "The version of the last document; 0 when there was none; null when it could not be trusted to have one."),
        .required(
            "status", .word(of: ConfigurationReport.Status.allCases.map(\.rawValue)),
            "applied: in force. rejected: not tried. rolled-back: tried, and taken back."),
        .required(
            "problems",
            .array(
                of: .object([
                    .required("path", .text(), "The key, such as privacy.k; empty for the document as a whole."),
                    .required("message", .text(), "What is wrong and what to do, for a person."),
                ])), "Why it is not in force; empty with applied."),
        .required("at", .instant, "When that was decided."),
        .required("hash", .digest.orNull, "SHA-256 of the payload of that document; null as with version."),
        .required(
            "inForce",
            .object([
                .required("version", .integer(from: 0), "The version; 0 for the box's own file."),
                .required("hash", .digest.orNull, "SHA-256 of the payload; null for the box's own file."),
            ]), "What is in force."),
        .required(
            "pending",
            .object([
                .required("version", .integer(from: 1), "Its version."),
                .required(
                    "state", .word(of: ConfigurationReport.Pending.State.allCases.map(\.rawValue)),
                    "waiting: other sensors go first. verifying: it is being tried."),
            ]).orNull, "A document that is on its way; null when there is none."),
    ]

    private static let reportShape = Schema.object(
        partMembers + [.required("site", .object(partMembers), "The same for the documents of the site.")])

    private static let siteReportShape = Schema.object(
        partMembers + [
            .required(
                "sensors",
                .array(
                    of: .object([
                        .required("sensor", .identifier, "The sensor."),
                        .required(
                            "version", .integer(from: 0), "The version in force there; 0 for the box's own file."),
                        .required(
                            "status", .word(of: ConfigurationReport.Status.allCases.map(\.rawValue)),
                            "What became of the last document there."),
                        .required(
                            "hash", .digest.orNull, "SHA-256 of the payload in force; null for the box's own file."),
                    ])), "All that have reported, by name.")
        ])

    private static let responseShape = Schema.object([
        .required(
            "transaction", .text(pattern: "^[A-Za-z0-9_.:-]{1,64}$").orNull,
            "That of the command; null when the command could not be trusted to have one."),
        .required("status", .word(of: ["ok", "failed"]), "Whether it was done."),
        .required("error", .text().orNull, "Why it was not done; null with ok."),
        .required(
            "data", Schema(["type": .text("object")]).orNull,
            """
            What it brought. identify: light, the name of the light that blinks, or null. diagnose: version, \
            configuration, health, alerts, findings, log. rescan: listening.
            """),
    ])
}

/// What is signed.
extension Contract {
    static var desiredSchema: Schema {
        DesiredEnvelope().schema.published(
            as: "desired-payload", title: "Signed part of a desired configuration",
            "What the payload of a desired configuration holds.", example: desiredExample)
    }

    static var commandSchema: Schema {
        SensorCommand().schema.published(
            as: "command-payload", title: "Signed part of a command", "What the payload of a command holds.",
            example: ContractSample.command.document)
    }

    static let desiredExample = DocumentValue.members([
        "version": DocumentValue(.integer(12)),
        "rollout": .members([
            "canaries": .words(["entrance"]), "holdForSeconds": DocumentValue(.integer(600)),
        ]),
        "configuration": .members(["zone": .members(["minimumLevelDBm": DocumentValue(.integer(-70))])]),
    ])
}
