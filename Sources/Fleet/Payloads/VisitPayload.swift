import Presence
import Timekeeping

/// The data of a visit event.
struct VisitPayload {
    let event: VisitEvent
    let site: String
    let zone: String
    let clock: ClockQuality

    /// Writes the members of `data`. Site and zone are identifiers, and need no escapes.
    func write(to text: inout JSONBuffer) {
        let visit = event.visit
        text.append(#""visit":""#)
        text.append(uuid: visit.identifier.words)
        text.append(#"","site":""#)
        text.append(raw: site)
        if visit.insideProbability >= publishingProbability {
            text.append(#"","zone":""#)
            text.append(raw: zone)
            text.append(#"","previousZone":null,"zones":{""#)
        } else {
            text.append(#"","zone":null,"previousZone":null,"zones":{""#)
        }
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

    /// Where it was, in whole thousandths that sum to 1, and how likely it was inside.
    private func writeProbabilities(to text: inout JSONBuffer) {
        let inside = (event.visit.insideProbability * 1_000).rounded() / 1_000
        text.append(raw: zone)
        text.append(#"":"#)
        text.append(decimal: inside)
        text.append(#","outside":"#)
        text.append(decimal: 1 - inside)
        text.append(#"},"insideProbability":"#)
        text.append(decimal: inside)
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

/// A zone is named only when it is at least this probable.
private let publishingProbability = 0.6

extension VisitEvent.Kind {
    /// The type of the event.
    var eventType: StaticString {
        switch self {
        case .started: "footfall.visit.started.v1"
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
