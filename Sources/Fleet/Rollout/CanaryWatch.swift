public import Timekeeping

/// Looks at the sensors that go first.
public struct CanaryWatch: Equatable, Sendable {
    /// What is to be done about the document that waits.
    public enum Verdict: Equatable, Sendable {
        /// Wait.
        case wait
        /// Apply it.
        case go
        /// A canary could not keep it.
        case failed(sensor: String)
    }

    /// The document's version.
    public let version: Int
    /// Its scope.
    public let scope: DesiredScope
    private let hold: Interval
    private var missing: Set<String>
    private var failed: String?
    private var completeAt: Uptime?

    /// A watch on the canaries of a document.
    public init(_ document: DesiredDocument) {
        version = document.version
        scope = document.scope
        hold = .seconds(Int64(document.rollout.holdForSeconds))
        missing = Set(document.rollout.canaries)
    }

    /// A canary has reported.
    public mutating func reported(_ sensor: String, _ report: ConfigurationReport, at now: Uptime) {
        let part = report[scope]
        if part.inForce.version >= version {
            missing.remove(sensor)
            if missing.isEmpty, completeAt == nil { completeAt = now }
        } else if part.version == version, part.status != .applied {
            failed = sensor
        }
    }

    /// What is to be done now.
    public func verdict(at now: Uptime) -> Verdict {
        if let failed { return .failed(sensor: failed) }
        guard let completeAt else { return .wait }
        return now >= completeAt + hold ? .go : .wait
    }
}
