import Presence

/// What happened to visits: CloudEvents.
extension ContractMessage {
    static var visits: [ContractMessage] {
        [
            visit("started", .started, "A visit of a device that keeps its address began."),
            visit("moved", .moved, "The visit is in another zone now, or for the first time in one for sure."),
            visit("idle", .idle, "Nothing was heard of the visit for idleAfter, by default 5 minutes."),
            visit("resumed", .resumed, "The visit was heard again after it had been idle."),
            visit(
                "ended", .ended(.absent),
                """
                The visit is over: nothing was heard of it for endAfter, by default 10 minutes. The event is dated back to \
                the last sighting plus half the mean gap between sightings.
                """),
            ContractMessage(
                "zone-level", title: "Zone level",
                "A zone is of another level of crowding. Nothing is told of how many people that is.",
                contentType: "application/cloudevents+json", shape: levelEvent
            ) { composer in
                var generator = ExampleGenerator()
                return composer.publication(
                    for: .level(ContractSample.level), clock: .synchronised, using: &generator)
            },
        ]
    }

    /// The data of all visit events, by the name that `dataschema` has.
    static let visitData = visitShape(isEnded: nil)

    private static func visit(_ type: String, _ kind: VisitEvent.Kind, _ description: String) -> ContractMessage {
        ContractMessage(
            "visit-\(type)", title: "Visit \(type)",
            "\(description) A visit has exactly one started and one ended. Duplicates have equal ids.",
            contentType: "application/cloudevents+json", shape: envelope(kind)
        ) { composer in
            var generator = ExampleGenerator()
            return composer.publication(
                for: .visit(ContractSample.visit(kind)), clock: .synchronised, using: &generator)
        }
    }

    /// Source: CloudEvents 1.0.2, JSON event format, structured mode.
    private static func envelope(_ kind: VisitEvent.Kind) -> Schema {
        let isEnded = if case .ended = kind { true } else { false }
        return event(
            type: kind.eventType.description, dataSchema: Schema.name("visit"), data: visitShape(isEnded: isEnded),
            "The visit as it stands after the event.")
    }

    private static var levelEvent: Schema {
        let level = Schema.word(of: ZoneLevel.allCases.map { $0.name.description })
        let data = Schema.object([
            .required("site", .identifier, "The site."), .required("zone", .identifier, "The zone."),
            .required("level", level, "How crowded it is."),
            .required("previousLevel", level, "How crowded it was before."),
        ])
        return event(
            type: "footfall.zone.level.v1", subject: .required("subject", .identifier, "The zone."),
            dataSchema: Schema.name("level"), data: data, "The change.")
    }

    /// The envelope of an event.
    static func event(
        type: String, subject: Schema.Member = .required("subject", .uuid, "The visit."), dataSchema: String,
        data: Schema, _ description: String
    ) -> Schema {
        .object([
            .required("specversion", .constant("1.0"), "The version of CloudEvents."),
            .required("id", .uuidOfVersion7, "The same however often the event is sent: tell duplicates by it."),
            .required(
                "source",
                .text(pattern: "^/footfall/[a-z0-9][a-z0-9-]{0,62}/[a-z0-9][a-z0-9-]{0,62}$", format: "uri-reference"),
                "/footfall/{site}/{sensor}: who observed it."),
            .required("type", .constant(type), "What happened, with the version of its data."),
            subject,
            .required("time", .instant, "When it happened on the air, not when it was sent."),
            .required("datacontenttype", .constant("application/json"), "What data is."),
            .required("dataschema", .constant(dataSchema), "The schema of data."),
            .required(
                "sequence", .integer(from: 1, to: 2_147_483_647),
                "Counts the events of a source since it started, without gaps: a gap is a loss. It begins again at 1."),
            .required("data", data, description),
        ])
    }

    /// - Parameter isEnded: whether `reason` is there; `nil` when it may be.
    private static func visitShape(isEnded: Bool?) -> Schema {
        .object(identityMembers + timeMembers + judgementMembers + reasonMembers(isEnded: isEnded))
    }

    private static let identityMembers: [Schema.Member] = [
        .required("visit", .uuid, "Random for each visit; derived from no address and no pseudonym."),
        .required("site", .identifier, "The site."),
        .required("zone", .identifier.orNull, "Where the visit is; null when that is not sure enough."),
        .required("previousZone", .identifier.orNull, "Where it was before; null when it was in no other zone."),
        .required(
            "zones",
            Schema([
                "type": .text("object"), "propertyNames": Schema.identifier.document,
                "additionalProperties": Schema.share.document, "required": .words(["outside"]),
                "minProperties": DocumentValue(.integer(2)),
            ]), "Each zone with its probability; with outside, they sum to 1."),
        .required("insideProbability", .share, "How likely the last sighting came from inside."),
    ]

    private static let timeMembers: [Schema.Member] = [
        .required("startedAt", .instant, "The first sighting inside."),
        .required("lastSeenAt", .instant, "The last sighting inside."),
        .required("dwellSeconds", .integer(from: 0), "From the first to the last sighting, plus the mean gap."),
        .required("dwellUncertaintySeconds", .integer(from: 0), "The standard uncertainty of dwellSeconds."),
    ]

    private static let judgementMembers: [Schema.Member] = [
        .required(
            "class", .word(of: VisitClass.allCases.map { $0.name.description }),
            "By dwell, as far as it has come: bounce, then visitor, then engaged."),
        .required("returning", Schema.boolean.orNull, "Consented devices only; null otherwise."),
        .required(
            "basis", .word(of: ["stable", "consented"]),
            "stable: a device that keeps its address over scans. consented: its owner agreed."),
        .optional(
            "consent", .text(lengths: 1...128).orNull,
            "With basis consented: the reference that the retailer gave; null when the consent has ended."),
        .required(
            "clock", .word(of: ClockQuality.allCases.map(\.rawValue)), "How far the times of the event can be trusted."),
    ]

    private static func reasonMembers(isEnded: Bool?) -> [Schema.Member] {
        let schema = Schema.word(of: VisitEvent.EndReason.allCases.map { $0.name.description })
        let description =
            "absent: not heard any more. moved-outside: heard from outside only. stopped: the agent was stopped."
        switch isEnded {
        case true: return [.required("reason", schema, description)]
        case false: return []
        default: return [.optional("reason", schema, "With ended only. \(description)")]
        }
    }
}
