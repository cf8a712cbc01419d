import Broker
public import Fleet
public import Logging
import Timekeeping
public import Uplink

/// Brings the messages of a replay to the configured broker, no faster than it takes them.
public final class BrokerDelivery {
    private let broker: BrokerService
    private let composer: Composer
    private let time: AgentTime
    private var hasGivenUp = false

    /// A delivery that begins to connect.
    public init(_ configuration: Configuration, log: Logger) throws(RunError) {
        time = AgentTime(start: SystemClock.wallTime, factor: 1)
        composer = Composer(configuration, boot: time.now)
        broker = try BrokerService(configuration, composer: composer, time: time, log: log)
        let home = configuration.homeAssistant
        if home.enabled { broker.submit(composer.homeAssistant(prefix: home.prefix, version: FootfallVersion.text)) }
        do throws(BrokerError) { try broker.start() } catch { throw .broker(error) }
    }

    /// Waits until the broker accepts the connection. Answers false when it has not within ten seconds.
    public func waitForBroker() -> Bool {
        let deadline = SystemClock.uptime + .seconds(10)
        while broker.status.state != .online {
            if SystemClock.uptime >= deadline || StopSignal.isRequested { return false }
            SystemClock.sleep(.milliseconds(20))
        }
        return true
    }

    /// Queues a message; waits while many wait already. Answers false when ``StopSignal`` is requested, or when the broker
    /// has taken nothing for half a minute.
    public func deliver(_ publication: Publication) -> Bool {
        guard !hasGivenUp else { return false }
        broker.submit(publication)
        var depth = broker.status.queueDepth
        var givesUpAt = SystemClock.uptime + Self.patience
        while depth > Self.mostWaiting, !StopSignal.isRequested, !hasGivenUp {
            SystemClock.sleep(.milliseconds(10))
            let present = broker.status.queueDepth
            if present < depth { givesUpAt = SystemClock.uptime + Self.patience }
            hasGivenUp = SystemClock.uptime >= givesUpAt
            depth = present
        }
        return !StopSignal.isRequested && !hasGivenUp
    }

    /// Sends what waits, and says goodbye. Answers how many messages could not be delivered.
    public func finish() -> Int {
        broker.stop(farewell: [composer.status(.stopped, at: time.now)], within: hasGivenUp ? .zero : Self.patience)
    }

    private static let mostWaiting = 1_000
    private static let patience = Interval.seconds(30)
}
