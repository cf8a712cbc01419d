import Fleet
import Timekeeping
import Uplink

/// A part of the agent that listens to the broker: configuration, commands, keys, consent, other counters.
///
/// Everything happens on the agent's own thread, at most half a second after the message came.
protocol Correspondent: AnyObject {
    /// What it listens to (MQTT 3.1.1 §4.7).
    var topicFilters: [String] { get }
    /// A message came on one of its topics. Answers what is to be published.
    func received(_ message: Message, pipeline: inout SensingPipeline, at time: WallTime) -> [Publication]
    /// Time has passed. Answers what is to be published.
    func tick(pipeline: inout SensingPipeline, at time: WallTime) -> [Publication]
    /// The wall clock was set from one time to another: no figure may mix them. Answers what is to be published.
    func clockWasSet(from old: WallTime, to new: WallTime, pipeline: inout SensingPipeline) -> [Publication]
    /// What may be wrong, and is or is not.
    var alertCauses: [AlertCause] { get }
    /// The agent stops. Answers what is to be published before it says goodbye.
    func stopped(pipeline: inout SensingPipeline, at time: WallTime) -> [Publication]
}

extension Correspondent {
    func clockWasSet(from old: WallTime, to new: WallTime, pipeline: inout SensingPipeline) -> [Publication] { [] }

    var alertCauses: [AlertCause] { [] }

    func stopped(pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] { [] }
}

/// The parts that listen, and who gets what.
struct Correspondence {
    private let correspondents: [any Correspondent]
    private let locator: LocatorService?

    init(_ correspondents: [any Correspondent]) {
        self.correspondents = correspondents
        locator = correspondents.lazy.compactMap { $0 as? LocatorService }.first
    }

    /// Whether this box is the locator of its site.
    var holdsLease: Bool { locator?.isHolding == true }

    /// How sightings reach this box; `nil` at one that is never the locator of its site.
    var locatorHealth: HealthReport.Locator? { locator?.health }

    /// Devices that the locator places inside; 0 without one.
    var locatedDevices: Double { locator?.deviceEstimate ?? 0 }

    /// Of each sensor whose scans come too late, or had no room, how many.
    var lateSensors: [String: String] { locator?.lateSensors ?? [:] }

    var topicFilters: [String] { correspondents.flatMap(\.topicFilters) }

    /// Events are kept, and their count goes on after `sequence`.
    func goOn(after sequence: Int) { locator?.goOn(after: sequence) }

    /// The wall clock was set.
    func clockWasSet(
        from old: WallTime, to new: WallTime, pipeline: inout SensingPipeline, publish: (Publication) -> Void
    ) {
        for correspondent in correspondents {
            correspondent.clockWasSet(from: old, to: new, pipeline: &pipeline).forEach(publish)
        }
    }

    /// Whose word on the site's visits counts; `nil` where there is only this box's.
    var standing: Dispatch.Standing? { correspondents.lazy.compactMap { ($0 as? LocatorService)?.standing }.first }

    /// What may be wrong, and is or is not.
    var alertCauses: [AlertCause] { correspondents.flatMap(\.alertCauses) }

    /// The agent stops.
    func stopped(pipeline: inout SensingPipeline, at time: WallTime, publish: (Publication) -> Void) {
        for correspondent in correspondents {
            correspondent.stopped(pipeline: &pipeline, at: time).forEach(publish)
        }
    }

    /// Hands each message to those who listen to its topic, then lets time pass for all.
    func turn(
        messages: [Message], pipeline: inout SensingPipeline, at time: WallTime, publish: (Publication) -> Void
    ) {
        for message in messages {
            for correspondent in correspondents
            where correspondent.topicFilters.contains(where: { Topics.filter($0, matches: message.topic) }) {
                correspondent.received(message, pipeline: &pipeline, at: time).forEach(publish)
            }
        }
        for correspondent in correspondents { correspondent.tick(pipeline: &pipeline, at: time).forEach(publish) }
    }
}
