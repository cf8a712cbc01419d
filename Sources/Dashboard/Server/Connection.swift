import Fleet
import Timekeeping
import Uplink

/// How the dashboard stands with the broker, for a person.
struct Connection: Equatable, Sendable {
    private(set) var isOnline = false
    private var since: WallTime?
    private var reason: String?
    /// What the broker denied: what is missing on the page, and why.
    var refusal: String?

    /// The uplink is in another state.
    mutating func went(_ uplink: UplinkState, _ reason: String?, at time: WallTime) {
        let wasOnline = isOnline
        isOnline = uplink == .online
        if isOnline != wasOnline || since == nil { since = time }
        if isOnline { self.reason = nil } else if let reason { self.reason = reason }
    }

    var document: DocumentValue {
        .members([
            "online": DocumentValue(.boolean(isOnline)), "since": .textOrNull(since?.rfc3339),
            "reason": .textOrNull(reason), "refusal": .textOrNull(refusal),
        ])
    }
}
