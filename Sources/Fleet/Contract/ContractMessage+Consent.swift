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
            }
        ]
    }

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
