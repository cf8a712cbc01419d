import Presence
import Timekeeping

/// The data of a visit event.
struct VisitPayload {
    let event: VisitEvent
    let site: String
    let zone: String
    let clock: ClockQuality

    /// Writes the members of `data`.
    func write(to text: inout JSONText) {
        let visit = event.visit
        let isInside = visit.insideProbability >= publishingProbability
        text.member("visit", uuid: visit.identifier.words)
        text.member("site", word: site)
        if isInside { text.member("zone", word: zone) } else { text.null("zone") }
        text.null("previousZone")
        text.object("zones") { zones in
            let thousandths = (visit.insideProbability * 1_000).rounded()
            zones.member(named: zone, thousandths / 1_000)
            zones.member("outside", (1_000 - thousandths) / 1_000)
        }
        text.member("startedAt", visit.startedAt)
        text.member("lastSeenAt", visit.lastSeenAt)
        text.member("dwellSeconds", Int(visit.dwell.seconds.rounded()))
        text.member("dwellUncertaintySeconds", Int(visit.dwellUncertainty.seconds.rounded()))
        text.member("class", constant: visit.visitClass.name)
        text.member("insideProbability", visit.insideProbability)
        text.null("returning")
        text.member("basis", constant: "stable")
        text.member("clock", word: clock.rawValue)
        if case .ended(let reason) = event.kind { text.member("reason", constant: reason.name) }
    }
}

/// How far the wall clock can be trusted.
public enum ClockQuality: String, Equatable, Sendable {
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
