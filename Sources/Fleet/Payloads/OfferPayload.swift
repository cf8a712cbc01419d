import Presence
import Privacy
import Timekeeping

/// The data of an `offer/eligible` event.
struct OfferPayload {
    let offer: ConsentedVisits.Offer
    let consent: Consent
    let site: String
    let zone: String

    /// Writes the members of `data`. All texts were checked when they were configured or given: they need no escapes.
    func write(to text: inout JSONBuffer) {
        text.append(#""offer":""#)
        text.append(raw: offer.trigger.name)
        text.append(#"","consent":""#)
        text.append(raw: consent.reference)
        text.append(#"","segment":"#)
        if let segment = consent.segment {
            text.append(#"""#)
            text.append(raw: segment)
            text.append(#"""#)
        } else {
            text.append("null")
        }
        text.append(#","visit":""#)
        text.append(uuid: offer.visit.words)
        text.append(#"","site":""#)
        text.append(raw: site)
        text.append(#"","zone":""#)
        text.append(raw: zone)
        text.append(#"","dwellSeconds":"#)
        text.append(decimal: offer.dwell.seconds.rounded())
    }
}
