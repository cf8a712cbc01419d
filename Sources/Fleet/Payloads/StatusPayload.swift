import Timekeeping

/// Whether an agent runs.
public enum AgentState: String, CaseIterable, Equatable, Sendable {
    /// Connected.
    case online
    /// Stopped on purpose.
    case stopped
    /// Gone: the broker says so in its stead.
    case offline
}

/// `…/status`
struct StatusPayload {
    let state: AgentState
    /// When the state began; for the last will, when the connection began.
    let at: WallTime
    /// When the agent started: tells two lives of one agent apart.
    let boot: WallTime

    var json: [UInt8] {
        var text = JSONText(capacity: 128)
        text.object { text in
            text.member("state", state.rawValue)
            text.member("at", at)
            text.member("boot", boot)
        }
        return text.bytes
    }
}
