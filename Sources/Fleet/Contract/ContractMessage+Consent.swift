import Presence
import Privacy
import Timekeeping

/// What is said about people who agreed.
extension ContractMessage {
    static var consent: [ContractMessage] {
        [
            ContractMessage(
                "offer-eligible", title: "Offer eligible",
                """
                Somebody who agreed to offers has been in a zone for as long as an offer asks for. Once in a visit for each \
                offer; only with a consent of the scope offers.
                """, contentType: "application/cloudevents+json", shape: offerShape
            ) { composer in
                var generator = ExampleGenerator()
                return composer.offer(sampleOffer, of: sampleConsent, using: &generator)
            },
            ContractMessage(
                heard: "consent-grant", title: "Consent given",
                """
                Somebody has agreed to be recognised. The topic's scope is who asked: an app, a guest network. The address \
                is at once replaced by a pseudonym and told to nobody. Not to be retained, or it is refused; answered on \
                the scope's ack.
                """, address: Topics.consent(site: "{site}", scope: "{scope}", .grant), isRetained: false,
                shape: grantShape, example: grantExample),
            ContractMessage(
                heard: "consent-revoke", title: "Consent withdrawn",
                "Somebody has changed their mind: what is known of them is erased at once, and the ack says so.",
                address: Topics.consent(site: "{site}", scope: "{scope}", .revoke), isRetained: false,
                shape: .object([.required("consent", referenceShape, "The reference that came with the consent.")]),
                example: .members(["consent": .text(sampleConsent.reference)])),
            ContractMessage(
                "consent-ack", title: "Answer about a consent",
                "What became of a grant or of a revocation: one answer for each, to the scope that it came from.",
                shape: answerShape
            ) { composer in
                ConsentMessage.answer(
                    ConsentMessage.acknowledgement(
                        of: .grant, reference: sampleConsent.reference, at: ContractSample.boot),
                    on: Topics.consentAnswer(site: composer.topics.site, scope: "{scope}"))
            },
        ]
    }

    /// Source: ``ConsentMessage/grant(_:)``.
    private static let grantShape = Schema.object([
        .required("consent", referenceShape, "The retailer's name for the consent. No address may be part of it."),
        .required(
            "address", .text(), "The device's Wi-Fi address at this site: 12 hexadecimal digits, in pairs or not."),
        .required(
            "scopes", .array(of: .word(of: Consent.Scope.allCases.map(\.rawValue))),
            "What for: presence always; offers with presence."),
        .optional("segment", Schema.identifier.orNull, "A coarse label that the shopper gave, such as an age band."),
        .required("expiresAt", .text(format: "date-time"), "When it ends by itself (RFC 3339, UTC)."),
        .required("evidence", .text(lengths: 1...4_096), "How the consent was given, for the retailer's records."),
    ])

    private static let grantExample = DocumentValue.members([
        "consent": .text(sampleConsent.reference), "address": .text("02:00:00:00:00:01"),
        "scopes": .words(["presence", "offers"]), "segment": .text("18-34"),
        "expiresAt": .text((ContractSample.boot + .minutes(43_200)).rfc3339), "evidence": .text("app 4.2, screen 4"),
    ])

    private static let answerShape = Schema.object([
        .required("consent", referenceShape.orNull, "The reference; null when the message held none."),
        .required("action", .word(of: ConsentMessage.Action.allCases.map(\.rawValue)), "What was asked for."),
        .required("status", .word(of: ["granted", "revoked", "refused"]), "What was done."),
        .required(
            "reason", Schema.word(of: ConsentRefusal.allCases.map(\.rawValue)).orNull, "Why it was refused; else null."),
        .required("at", .instant, "When."),
    ])

    private static let referenceShape = Schema.text(pattern: #"^[!#-\[\]-~]{1,128}$"#)

    private static let offerShape = event(
        type: "footfall.offer.eligible.v1", dataSchema: Schema.name("offer-eligible"),
        data: .object([
            .required("offer", .identifier, "The offer, as configured."),
            .required("consent", .text(lengths: 1...128), "The reference that the retailer gave with the consent."),
            .required("segment", Schema.identifier.orNull, "The label that the shopper gave; null without one."),
            .required("visit", .uuid, "The visit."),
            .required("site", .identifier, "The site."),
            .required("zone", .identifier, "The zone."),
            .required("dwellSeconds", .number(), "For how long the visitor has been in the zone."),
        ]), "The offer that may be made.")

    private static let sampleOffer = ConsentedVisits.Offer(
        trigger: ConsentedVisits.Trigger(name: "coffee", zone: 0, minimumDwell: .minutes(5)),
        consent: ConsentHandle(number: 1), visit: VisitIdentifier(0x5d1c_9a4e_0b7f_4c52, 0x9e33_71d2_c805_6af4),
        time: ContractSample.boot, dwell: .seconds(312))
    private static let sampleConsent = Consent(
        reference: "c-7f31a0", scopes: [.presence, .offers], segment: "18-34", expiresAt: ContractSample.boot)
}
