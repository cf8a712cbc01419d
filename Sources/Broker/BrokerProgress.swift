/// The heartbeat of the broker thread, for a watchdog.
public struct BrokerProgress: Equatable, Sendable {
    /// How often the thread has gone round. It rises at least every ``BrokerService/longestTurn``, except while the
    /// resolver looks for the broker's name: that may take as long as the resolver's time-outs.
    public let turns: UInt64
    /// Whether the thread runs.
    public let isAlive: Bool
}
