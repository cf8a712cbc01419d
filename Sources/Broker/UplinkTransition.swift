public import Uplink

/// One step of the uplink, for one line in the log.
public struct UplinkTransition: Equatable, Sendable, CustomStringConvertible {
    /// Where it stood.
    public let from: UplinkState
    /// Where it stands.
    public let to: UplinkState
    /// Which broker it is about: the one of the attempt or connection before the step.
    public let address: BrokerAddress
    /// Why, when something went wrong.
    public let reason: BrokerError?

    public var description: String { "\(from.rawValue) -> \(to.rawValue)" }
}
