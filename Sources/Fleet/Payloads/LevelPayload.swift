import Presence

/// The data of an event that tells how crowded a zone is.
struct LevelPayload {
    let change: ZoneLevelChange
    let site: String
    let zone: String

    /// Writes the members of `data`. Site and zone are identifiers, and need no escapes.
    func write(to text: inout JSONBuffer) {
        text.append(#""site":""#)
        text.append(raw: site)
        text.append(#"","zone":""#)
        text.append(raw: zone)
        text.append(#"","level":""#)
        text.append(change.level.name)
        text.append(#"","previousLevel":""#)
        text.append(change.previousLevel.name)
        text.append(#"""#)
    }
}

extension ZoneLevel {
    var name: StaticString {
        switch self {
        case .quiet: "quiet"
        case .normal: "normal"
        case .busy: "busy"
        case .crowded: "crowded"
        }
    }
}
