/// Where an uplink stands.
public enum UplinkState: String, Equatable, Sendable {
    /// Not yet started. Next: `connecting`, `stopped`.
    case idle
    /// An attempt is under way. Next: `online`, `waiting`, `stopping`.
    case connecting
    /// The broker accepted us. Next: `waiting`, `stopping`.
    case online
    /// The last attempt or connection failed; the next attempt comes by itself. Next: `connecting`, `stopping`.
    case waiting
    /// What waits is being sent, then the farewell, then the connection is closed. Next: `stopped`.
    case stopping
    /// For good. What is submitted now is dropped.
    case stopped
}
