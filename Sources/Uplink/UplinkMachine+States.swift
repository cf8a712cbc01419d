import Timekeeping

extension UplinkMachine {
    /// Whether the service runs.
    enum Phase: Equatable, Sendable {
        /// Next: `stopping`, `stopped`.
        case running
        /// Next: `stopped`.
        case stopping(by: Uptime)
        /// For good.
        case stopped
    }

    /// Whether there is a connection.
    enum Link: Equatable, Sendable {
        /// Never started, or stopped. Next: `connecting`.
        case down
        /// Next: `up`, `waiting`, `down`.
        case connecting(since: Uptime)
        /// Next: `waiting`, `closing`, `down`.
        case up(since: Uptime)
        /// Next: `connecting`, `down`.
        case waiting(until: Uptime)
        /// The goodbye is on its way. Next: `down`.
        case closing

        var isConnecting: Bool {
            guard case .connecting = self else { return false }
            return true
        }

        /// Whether the shell holds a client.
        var isHeld: Bool {
            switch self {
            case .connecting, .up, .closing: true
            case .down, .waiting: false
            }
        }
    }

    /// A message that was handed over and is not yet acknowledged.
    struct Flight: Equatable, Sendable {
        enum Origin: Equatable, Sendable { case announcement, queue, farewell }

        let entry: QueuedPublication
        let origin: Origin
    }
}
