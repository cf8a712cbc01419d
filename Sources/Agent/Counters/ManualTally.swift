import Broker
import Counting
public import Fleet
public import Logging
import Timekeeping
import Uplink

/// Tells the agents of a site what a person has counted.
public enum ManualTally {
    /// Publishes a reading of the present.
    ///
    /// - Returns: how many messages could not be delivered, because the broker did not answer in time: 0 or 1.
    public static func publish(
        _ configuration: Configuration, counter: String, occupancy: Int?, entries: Int, exits: Int, log: Logger
    ) throws(RunError) -> Int {
        let time = AgentTime(start: SystemClock.wallTime, factor: 1)
        let topics = Composer(configuration, boot: time.now).topics
        let reading = CounterReading(
            counter: counter, time: time.now, occupancy: occupancy, entries: entries, exits: exits)
        var told = configuration
        told.broker.clientIdentifier = "\(configuration.clientIdentifier)-tally"
        let broker = try BrokerService(told, composer: nil, time: time, log: log)
        do throws(BrokerError) { try broker.start() } catch { throw .broker(error) }
        let message = Publication(topic: topics.counter(counter), payload: reading.json, importance: .event)
        return broker.stop(farewell: [message], within: patience)
    }

    private static let patience = Interval.seconds(10)
}
