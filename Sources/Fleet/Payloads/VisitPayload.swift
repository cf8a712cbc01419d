import Presence
import Privacy
import Timekeeping

/// The data of a visit event.
struct VisitPayload {
    let event: VisitEvent
    let site: String
    /// The site's zones, in its order.
    let zones: [String]
    let clock: ClockQuality
    /// What its owner agreed to; `nil` for a device that keeps its address, and when the consent has ended.
    var consent: Consent?
    /// Whether its owner was here before under this consent.
    var isReturning = false

    /// Writes the members of `data`. Site and zone are identifiers, and need no escapes.
    func write(to text: inout JSONBuffer) {
        let visit = event.visit
        text.append(#""visit":""#)
        text.append(uuid: visit.identifier.words)
        text.append(#"","site":""#)
        text.append(raw: site)
        text.append(#"","zone":"#)
        write(visit.zone, to: &text)
        text.append(#","previousZone":"#)
        write(visit.previousZone, to: &text)
        text.append(#","zones":{""#)
        writeProbabilities(to: &text)
        text.append(#","startedAt":""#)
        text.append(visit.startedAt)
        text.append(#"","lastSeenAt":""#)
        text.append(visit.lastSeenAt)
        text.append(#"","dwellSeconds":"#)
        text.append(decimal: visit.dwell.seconds.rounded())
        text.append(#","dwellUncertaintySeconds":"#)
        text.append(decimal: visit.dwellUncertainty.seconds.rounded())
        text.append(#","class":""#)
        text.append(visit.visitClass.name)
        if visit.consent == nil {
            text.append(#"","returning":null,"basis":"stable","clock":""#)
        } else {
            text.append(#"","returning":"#)
            text.append(isReturning ? "true" : "false")
            text.append(#","basis":"consented","consent":"#)
            writeReference(to: &text)
            text.append(#","clock":""#)
        }
        text.append(raw: clock.rawValue)
        if case .ended(let reason) = event.kind {
            text.append(#"","reason":""#)
            text.append(reason.name)
        }
        text.append(#"""#)
    }

    /// References were checked when they were given: they need no escapes.
    private func writeReference(to text: inout JSONBuffer) {
        guard let consent else { return text.append("null") }
        text.append(#"""#)
        text.append(raw: consent.reference)
        text.append(#"""#)
    }

    private func write(_ zone: Int?, to text: inout JSONBuffer) {
        guard let zone else { return text.append("null") }
        text.append(#"""#)
        text.append(raw: zones[zone])
        text.append(#"""#)
    }

    /// Where it was, in whole thousandths that sum to 1, and how likely it was inside.
    private func writeProbabilities(to text: inout JSONBuffer) {
        var outside = 1_000
        for (zone, probability) in zip(zones, event.visit.zones) {
            let thousandths = min(max(Int((probability * 1_000).rounded()), 0), outside)
            outside -= thousandths
            text.append(raw: zone)
            text.append(#"":"#)
            text.append(decimal: Double(thousandths) / 1_000)
            text.append(#",""#)
        }
        text.append(#"outside":"#)
        text.append(decimal: Double(outside) / 1_000)
        text.append(#"},"insideProbability":"#)
        text.append(decimal: event.visit.insideProbability)
    }
}

/// How far the wall clock can be trusted.
public enum ClockQuality: String, CaseIterable, Equatable, Sendable {
    /// Kept right by a time service.
    case synchronised
    /// Was right some time ago.
    case holdover
    /// Never was right since the box started.
    case unsynchronised
}

extension VisitEvent.Kind {
    /// The type of the event.
    var eventType: StaticString {
        switch self {
        case .started: "footfall.visit.started.v1"
        case .moved: "footfall.visit.moved.v1"
        case .idle: "footfall.visit.idle.v1"
        case .resumed: "footfall.visit.resumed.v1"
        case .ended: "footfall.visit.ended.v1"
        }
    }
}

extension VisitEvent.EndReason {
    var name: StaticString {
        switch self {
        case .absent: "absent"
        case .movedOutside: "moved-outside"
        case .stopped: "stopped"
        case .coverageLost: "coverage-lost"
        case .revoked: "revoked"
        }
    }
}

extension VisitClass {
    var name: StaticString {
        switch self {
        case .bounce: "bounce"
        case .visitor: "visitor"
        case .engaged: "engaged"
        }
    }
}
