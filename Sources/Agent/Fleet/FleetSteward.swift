import Broker
import Fleet
import Glibc
import Logging
import Timekeeping
import Uplink

/// Listens to the fleet manager, over the lives of several sensors in one process: each new configuration is a new
/// ``Sensor``.
///
/// It decides nothing about configurations: ``Rollout`` does.
final class FleetSteward: Correspondent {
    let topics: FleetTopics
    let log: Logger
    var rollout: Rollout
    var store: GenerationStore
    var gate: CommandGate
    /// The sensors that go first.
    var watched: [String] = []
    var hasSubscribed = true
    private var rollCall = SiteRollCall()
    /// Whether the present sensor may come to speak for the site, and whether it does: then it says which sensor has which
    /// configuration.
    private var maySpeakForSite = false
    private var speaksForSite = false
    var alerts: [Alert] = []
    var hasNewAlerts = true
    /// The configuration of the next sensor.
    var next: Configuration?
    var wantsRestart = false
    var commands: [SensorCommand] = []
    var beacon = Beacon()

    /// A steward of this box: what was committed last is in force.
    init(_ box: BoxConfiguration, log: Logger, at moment: Moment) throws(RunError) {
        let configuration = box.configuration
        let reader = try FleetKeys.reader(configuration.fleet)
        topics = FleetTopics(site: configuration.site, sensor: configuration.sensor)
        self.log = log
        store = GenerationStore(directory: configuration.storage.directory)
        gate = CommandGate(
            reader: reader, site: configuration.site, sensor: configuration.sensor,
            lastIssuedAt: store.record.lastCommandIssuedAt)
        if let failure = store.failure { log.error("nothing is kept", metadata: ["error": "\(failure)"]) }
        rollout = Self.rollout(box, reader, store, log: log, at: moment)
        if rollout.outcomes != store.record.outcomes { keep() }
        for (scope, outcome) in rollout.outcomes where outcome.status == .rolledBack {
            let version = outcome.version.map(String.init) ?? "unknown"
            raise(.configurationRolledBack, "version \(version) for the \(scope.rawValue) was taken back", moment.wall)
        }
    }

    /// The configuration to run with.
    var configuration: Configuration {
        if let next { return next }
        if case .trying(let candidate, _) = rollout.phase { return candidate.configuration }
        return rollout.configuration
    }

    /// Whether the present sensor is to end and the next one to begin.
    var wantsNextSensor: Bool { next != nil || wantsRestart }

    var topicFilters: [String] {
        let reported = maySpeakForSite ? [topics.reported(by: "+")] : watched.map(topics.reported(by:))
        return [topics.desired, topics.siteDesired, topics.command] + reported
    }

    /// The version that the agent runs with: on trial or in force.
    func version(_ scope: DesiredScope) -> Int {
        if case .trying(let candidate, _) = rollout.phase { return candidate.generation[scope]?.version ?? 0 }
        return rollout.inForce[scope]?.version ?? 0
    }

    func received(_ message: Message, pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] {
        let moment = Moment(wall: time, uptime: SystemClock.uptime)
        let byteCount = message.payload.count + message.omittedByteCount
        switch message.topic {
        case topics.desired, topics.siteDesired:
            let scope: DesiredScope = message.topic == topics.desired ? .sensor : .site
            let actions = rollout.received(message.payload, byteCount: byteCount, scope: scope, at: moment)
            return publications(perform(actions, at: moment), pipeline, at: time)
        case topics.command:
            return heard(message, byteCount: byteCount, composer: pipeline.composer, at: time)
        default:
            guard let (sensor, _) = FleetTopics.sensor(of: message.topic),
                let report = ConfigurationReport(reading: message.payload)
            else { return [] }
            let actions = rollout.reported(report, by: sensor, at: moment)
            let isNews = rollCall.reported(sensor, report) && speaksForSite
            return publications(perform(actions, at: moment), pipeline, at: time)
                + (isNews ? [roll(pipeline, time)] : [])
        }
    }

    func tick(pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] {
        let moment = Moment(wall: time, uptime: SystemClock.uptime)
        beacon.tick(at: moment.uptime)
        return publications(perform(rollout.tick(at: moment), at: moment), pipeline, at: time)
    }

    /// A sensor is made next, which hears what all sensors of the site report if it may come to speak for them.
    func willBegin(_ site: SiteParts) { (maySpeakForSite, speaksForSite) = (site.maySpeak, false) }

    /// The sensor speaks for the site from now on, or not any more. Answers what is to be said then.
    func voiceChanged(_ speaks: Bool, _ pipeline: borrowing SensingPipeline, at time: WallTime) -> [Publication] {
        speaksForSite = speaks
        return speaks ? [roll(pipeline, time)] : []
    }

    private func roll(_ pipeline: borrowing SensingPipeline, _ time: WallTime) -> Publication {
        pipeline.composer.reported(rollout.report(at: time), rollCall)
    }

    /// A sensor begins.
    func begin(_ sensor: Sensor) {
        next = nil
        wantsRestart = false
        hasNewAlerts = true
        let moment = Moment(wall: sensor.time.now, uptime: SystemClock.uptime)
        rollout.began(at: moment)
        sensor.broker.submit(sensor.pipeline.composer.reported(rollout.report(at: moment.wall)))
    }

    /// A sensor goes round.
    func attend(_ sensor: Sensor, at moment: Moment) {
        if case .trying = rollout.phase, next == nil {
            let actions = rollout.observed(
                isOnline: sensor.broker.status.state == .online, isListening: sensor.sources.isListening, at: moment)
            if perform(actions, at: moment) {
                sensor.broker.submit(sensor.pipeline.composer.reported(rollout.report(at: moment.wall)))
                sensor.publishInfo()
            }
        }
        if !hasSubscribed {
            hasSubscribed = true
            sensor.broker.subscribe(to: watched.map(topics.reported(by:)))
        }
        if hasNewAlerts { show(on: sensor) }
        for command in commands { carryOut(command, by: sensor, at: moment) }
        commands = []
    }

    /// A sensor could not begin. Answers whether another one is to be tried.
    func survives(_ error: RunError, at moment: Moment) -> Bool {
        guard case .trying = rollout.phase else { return false }
        _ = perform(rollout.failed(ReportedProblem(path: "", message: "\(error)"), at: moment), at: moment)
        return true
    }

    private static func rollout(
        _ box: BoxConfiguration, _ reader: DesiredReader, _ store: GenerationStore, log: Logger, at moment: Moment
    ) -> Rollout {
        let kept = store.record
        let generation = Generation(
            site: store.document(kept.inForce.site, scope: .site, by: reader),
            sensor: store.document(kept.inForce.sensor, scope: .sensor, by: reader))
        var outcomes = kept.outcomes
        if let document = store.hopeless(by: reader) {
            let message = "the agent ended each time while it was tried"
            outcomes[document.scope] = RolloutOutcome(
                version: document.version, status: .rolledBack,
                problems: [ReportedProblem(path: "", message: message)], at: moment.wall, hash: document.hash)
        }
        let isWhole = RolloutRecord.Digests(generation) == kept.inForce
        do throws(InvalidConfiguration) {
            let inForce = isWhole ? generation : Generation()
            return try Rollout(box: box, reader: reader, inForce: inForce, outcomes: isWhole ? outcomes : [:])
        } catch {
            log.error("the pushed configuration does not go with the box's own any more", metadata: ["why": "\(error)"])
        }
        guard let bare = try? Rollout(box: box, reader: reader, outcomes: [:]) else {
            preconditionFailure("the box's own configuration was read before")
        }
        return bare
    }
}
