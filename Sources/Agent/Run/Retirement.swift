import Broker
public import Fleet
public import Logging
import Timekeeping
import Uplink

/// Takes away what a sensor has left at its broker.
public enum Retirement {
    /// Clears every retained topic of the sensor, and Home Assistant's description of the site if the sensor gives it.
    ///
    /// - Returns: how many topics could not be cleared, because the broker did not answer in time.
    public static func run(_ configuration: Configuration, log: Logger) throws(RunError) -> Int {
        let time = AgentTime(start: SystemClock.wallTime, factor: 1)
        let composer = Composer(configuration, boot: time.now)
        let home = configuration.homeAssistant
        let broker = try BrokerService(configuration, composer: nil, time: time, log: log)
        do throws(BrokerError) { try broker.start() } catch { throw .broker(error) }
        return broker.stop(
            farewell: composer.retirement(
                homeAssistantPrefix: home.enabled ? home.prefix : nil,
                speaksForSite: FleetSteward.speaksForSite(configuration)), within: patience)
    }

    private static let patience = Interval.seconds(10)
}
