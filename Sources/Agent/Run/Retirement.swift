import Broker
public import Fleet
public import Logging
import Timekeeping
import Uplink

/// Takes away what a sensor has left at its broker.
public enum Retirement {
    /// How it went.
    public struct Outcome: Equatable, Sendable {
        /// How many topics could not be cleared, because the broker did not answer in time or did not allow it.
        public var unclearedCount: Int
        /// The other sensors of the site that the broker still keeps a status of, by name; what the site has once stays
        /// with them.
        public var others: [String]
        /// Whether the sensor could have cleared what the site has once.
        public var maySpeakForSite: Bool
    }

    /// Clears every retained topic of the sensor. With the last sensor of a site go those of the site: zones, flow, lease,
    /// keys, reported configuration, Home Assistant's description.
    public static func run(_ configuration: Configuration, log: Logger) throws(RunError) -> Outcome {
        let time = AgentTime(start: SystemClock.wallTime, factor: 1)
        let membership = try SiteMembership(configuration)
        let composer = membership?.composer(configuration, boot: time.now) ?? Composer(configuration, boot: time.now)
        let inbox = Inbox()
        let broker = try BrokerService(configuration, composer: nil, inbox: inbox, time: time, log: log)
        broker.subscribe(to: [Topics.allStatuses(site: configuration.site)])
        do throws(BrokerError) { try broker.start() } catch { throw .broker(error) }
        let others = others(in: inbox, broker, than: configuration.sensor)
        let maySpeak = membership.map { $0.rank != nil } ?? true
        var topics = membership == nil || maySpeak && others.isEmpty ? composer.zoneTopics : []
        if maySpeak, others.isEmpty {
            topics += composer.siteTopics(homeAssistantPrefix: configuration.homeAssistant.prefix)
        }
        let farewell = (topics + composer.ownTopics).map { composer.clearance(of: $0) }
        let uncleared = broker.stop(farewell: farewell, within: patience)
        return Outcome(unclearedCount: uncleared, others: others, maySpeakForSite: maySpeak)
    }

    /// The sensors that the broker keeps a status of. What it keeps comes at once after the subscription.
    private static func others(in inbox: Inbox, _ broker: BrokerService, than sensor: String) -> [String] {
        let deadline = SystemClock.uptime + patience
        while broker.status.state != .online, SystemClock.uptime < deadline { SystemClock.sleep(.milliseconds(50)) }
        SystemClock.sleep(.seconds(1))
        let statuses = inbox.take().filter { !$0.payload.isEmpty && Topics.channel(of: $0.topic) == "status" }
        return Set(statuses.compactMap { Topics.identifier(in: $0.topic) }).subtracting([sensor]).sorted()
    }

    private static let patience = Interval.seconds(10)
}
