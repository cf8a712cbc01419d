public import Fleet
public import Logging
import Timekeeping

/// The agent over several configurations: ends one sensor and begins the next one inside the same process.
public final class SensorSupervisor {
    private let steward: FleetSteward
    private let time: AgentTime
    private let makeLog: (Configuration) -> Logger

    /// An agent that begins with what was committed last over the box's own configuration.
    ///
    /// - Parameters:
    ///   - speed: How much faster than the machine's the agent's clock runs: more than 1 only where a capture is played
    ///     faster than it was made.
    ///   - start: When the two clocks agreed, in seconds of Unix time; `nil` is now.
    ///   - makeLog: The log that a configuration asks for.
    public init(
        _ box: BoxConfiguration, speed: Double = 1, since start: Int64? = nil,
        makeLog: @escaping (Configuration) -> Logger
    ) throws(RunError) {
        time = AgentTime(start: start.map(WallTime.init(seconds:)) ?? SystemClock.wallTime, factor: speed)
        self.makeLog = makeLog
        steward = try FleetSteward(box, log: makeLog(box.configuration), at: Self.now)
    }

    /// Works until ``StopSignal`` is requested. Answers how many messages could not be delivered before the end.
    public func run() throws(RunError) -> Int {
        while true {
            do throws(RunError) {
                let configuration = steward.configuration
                let sensor = try Sensor(
                    configuration, time: time, steward: steward, log: makeLog(configuration))
                let unsent = try sensor.run()
                guard steward.wantsNextSensor, !StopSignal.isRequested else { return unsent }
                Failpoint.pass("ended")
            } catch {
                guard steward.survives(error, at: Self.now) else { throw error }
            }
        }
    }

    private static var now: Moment { Moment(wall: SystemClock.wallTime, uptime: SystemClock.uptime) }
}
