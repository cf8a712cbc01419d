import Fleet
import Timekeeping

/// What is measured of a sensor.
struct SensorFigures: Equatable, Sendable {
    /// Sums over its radios, and what its process needs.
    struct Health: Equatable, Sendable {
        var uptimeSeconds: Double
        var residentBytes: Double
        var processorSeconds: Double
        var frames = 0.0
        var probeRequests = 0.0
        var kernelDrops = 0.0
        var outboxDepth: Double
        /// By importance.
        var dropped: [String: Double] = [:]
        var heardAt: WallTime

        init?(_ document: DocumentValue, at time: WallTime) {
            guard let uptime = document.quantity("uptimeSeconds"), let outbox = document.value("outbox") else {
                return nil
            }
            uptimeSeconds = uptime
            residentBytes = document.quantity("residentBytes") ?? 0
            processorSeconds = document.quantity("processorSeconds") ?? 0
            for radio in document.elements("radios").prefix(16) {
                frames += radio.quantity("frames") ?? 0
                probeRequests += radio.quantity("probeRequests") ?? 0
                kernelDrops += radio.quantity("kernelDrops") ?? 0
            }
            outboxDepth = outbox.quantity("depth") ?? 0
            for importance in ["telemetry", "state", "event"] {
                dropped[importance] = outbox.value("dropped")?.quantity(importance) ?? 0
            }
            heardAt = time
        }
    }

    /// `online`, `stopped` or `offline`; `nil` before its first word.
    var state: State?
    var health: Health?
    /// The active alerts, each an identifier.
    var alerts: [String] = []

    /// Whether it runs, as it says or its last will.
    enum State: String, Sendable {
        case online, stopped, offline

        /// In words, for the log.
        var sentence: String {
            switch self {
            case .online: "is online"
            case .stopped: "was stopped"
            case .offline: "is lost: gone without a goodbye"
            }
        }
    }
}
