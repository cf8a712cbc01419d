import Presence
import Timekeeping

/// The data of a visit event.
struct VisitPayload {
    let event: VisitEvent
    let site: String
    /// The site's zones, in its order.
    let zones: [String]
    let clock: ClockQuality

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
        text.append(#"","returning":null,"basis":"stable","clock":""#)
        text.append(raw: clock.rawValue)
        if case .ended(let reason) = event.kind {
            text.append(#"","reason":""#)
            text.append(reason.name)
        }
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
