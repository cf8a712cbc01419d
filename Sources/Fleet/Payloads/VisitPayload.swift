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
        text.member("site", site)
        if isInside { text.member("zone", zone) } else { text.null("zone") }
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
        text.member("class", visit.visitClass.name)
        text.member("insideProbability", visit.insideProbability)
        text.null("returning")
        text.member("basis", "stable")
        text.member("clock", clock.rawValue)
        if case .ended(let reason) = event.kind { text.member("reason", reason.name) }
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
    /// The last level of the topic, and part of the event's type.
    var name: String {
        switch self {
        case .started: "started"
        case .idle: "idle"
        case .resumed: "resumed"
        case .ended: "ended"
        }
    }
}

extension VisitEvent.EndReason {
    var name: String {
        switch self {
        case .absent: "absent"
        case .movedOutside: "moved-outside"
        case .stopped: "stopped"
        }
    }
}

extension VisitClass {
    var name: String {
        switch self {
        case .bounce: "bounce"
        case .visitor: "visitor"
        case .engaged: "engaged"
        }
    }
}
