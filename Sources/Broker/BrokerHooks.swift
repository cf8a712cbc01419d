public import Uplink

/// What the broker service calls. All but some transitions come from the broker thread; none may block it for long.
public struct BrokerHooks: Sendable {
    /// What is to be published first on each connection: birth, information, reported configuration. Retained messages
    /// that were submitted follow by themselves, and take the place of an announcement on the same topic.
    public var announcements: @Sendable () -> [Publication] = { [] }
    /// A message on a subscribed topic.
    public var onMessage: @Sendable (_ topic: String, _ payload: [UInt8], _ isRetained: Bool) -> Void = { _, _, _ in }
    /// What became of messages that were submitted with a receipt, in order.
    public var onSettled: @Sendable ([Settlement]) -> Void = { _ in }
    /// The uplink went from one state to another.
    public var onTransition: @Sendable (UplinkTransition) -> Void = { _ in }
    /// A subscription was refused, or the first message of a connection: nothing that trying again would cure.
    public var onRefusal: @Sendable (BrokerError) -> Void = { _ in }

    /// Hooks that do nothing.
    public init() {}
}
