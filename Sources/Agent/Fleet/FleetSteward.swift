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
    private let topics: FleetTopics
    private let log: Logger
    private var rollout: Rollout
    private var store: GenerationStore
    var gate: CommandGate
    /// The sensors that go first.
    private var watched: [String] = []
    private var hasSubscribed = true
    private var alerts: [Alert] = []
    private var hasNewAlerts = true
    /// The configuration of the next sensor.
    private var next: Configuration?
    var wantsRestart = false
    var commands: [SensorCommand] = []
    var beacon = Beacon()

    /// A steward of this box: what was committed last is in force.
    init(_ box: BoxConfiguration, log: Logger, at moment: Moment) throws(RunError) {
        let configuration = box.configuration
        let reader = try FleetKeys.reader(configuration.fleet)
        topics = FleetTopics(site: configuration.site, sensor: configuration.sensor)
        self.log = log
        gate = CommandGate(reader: reader, site: configuration.site, sensor: configuration.sensor)
        store = GenerationStore(directory: configuration.storage.directory)
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
        [topics.desired, topics.siteDesired, topics.command] + watched.map(topics.reported(by:))
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
            return publications(perform(actions, at: moment), pipeline, at: time)
        }
    }

    func tick(pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] {
        let moment = Moment(wall: time, uptime: SystemClock.uptime)
        beacon.tick(at: moment.uptime)
        return publications(perform(rollout.tick(at: moment), at: moment), pipeline, at: time)
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

/// What the roll-out orders.
extension FleetSteward {
    /// Carries the orders out. Answers whether a report is due.
    private func perform(_ actions: [RolloutAction], at moment: Moment) -> Bool {
        var isReportDue = false
        var queue = actions[...]
        while let action = queue.popFirst() {
            switch action {
            case .watch(let sensors): (watched, hasSubscribed) = (sensors, false)
            case .prepare(let candidate): queue = (prepare(candidate, at: moment) + queue)[...]
            case .switchTo(let configuration): next = configuration
            case .commit(let candidate): queue = (commit(candidate, at: moment) + queue)[...]
            case .remember: keep()
            case .report: isReportDue = true
            case .raise(let kind, let message): raise(kind, message, moment.wall)
            case .clear(let kind): clear(kind)
            }
        }
        if isReportDue { tell() }
        return isReportDue
    }

    private func publications(
        _ isReportDue: Bool, _ pipeline: borrowing SensingPipeline, at time: WallTime
    ) -> [Publication] {
        isReportDue ? [pipeline.composer.reported(rollout.report(at: time))] : []
    }

    private func prepare(_ candidate: Candidate, at moment: Moment) -> [RolloutAction] {
        if let problem = MissingFile.problem(of: candidate.configuration) {
            return rollout.notPrepared(problem, at: moment)
        }
        do throws(DurableFolder.Failure) { try store.begin(candidate) } catch {
            return rollout.notPrepared(ReportedProblem(path: "storage.directory", message: "\(error)"), at: moment)
        }
        return rollout.prepared(at: moment)
    }

    private func commit(_ candidate: Candidate, at moment: Moment) -> [RolloutAction] {
        Failpoint.pass("verified")
        do throws(DurableFolder.Failure) { try store.commit(candidate, at: moment.wall) } catch {
            return rollout.failed(ReportedProblem(path: "storage.directory", message: "\(error)"), at: moment)
        }
        return rollout.committed(at: moment)
    }

    private func keep() {
        let isOnTrial =
            switch rollout.phase {
            case .preparing, .trying: true
            case .settled, .waiting: false
            }
        do throws(DurableFolder.Failure) {
            try store.remember(rollout.outcomes, isOnTrial: isOnTrial)
        } catch { log.error("what was told is not kept", metadata: ["error": "\(error)"]) }
    }

    /// One line for each step.
    private func tell() {
        let report = rollout.report(at: SystemClock.wallTime)
        for scope in DesiredScope.allCases {
            let part = report[scope]
            guard part.version != 0 || part.pending != nil else { continue }
            let why = part.problems.map { $0.path.isEmpty ? $0.message : "\($0.path) \($0.message)" }
            log.notice(
                "configuration",
                metadata: [
                    "scope": "\(scope.rawValue)", "version.in-force": "\(part.inForce.version)",
                    "version.last": "\(part.version.map(String.init) ?? "unknown")",
                    "status": "\(part.status.rawValue)",
                    "pending": "\(part.pending.map { "\($0.version) \($0.state.rawValue)" } ?? "none")",
                    "problems": "\(why.isEmpty ? "none" : why.joined(separator: "; "))",
                ])
        }
    }
}

/// What is wrong with configurations, across the lives of sensors.
extension FleetSteward {
    private func raise(_ kind: Alert.Kind, _ message: String, _ time: WallTime) {
        alerts.removeAll { $0.kind == kind }
        alerts.append(Alert(kind, since: time, message: message))
        hasNewAlerts = true
    }

    private func clear(_ kind: Alert.Kind) {
        alerts.removeAll { $0.kind == kind }
        hasNewAlerts = true
    }

    private func show(on sensor: Sensor) {
        hasNewAlerts = false
        let before = sensor.alerts
        for kind in [Alert.Kind.configurationRolledBack, .configurationRefused] {
            _ = sensor.alerts.clear(kind)
            guard let alert = alerts.first(where: { $0.kind == kind }) else { continue }
            _ = sensor.alerts.raise(kind, at: alert.since, alert.message)
        }
        if sensor.alerts != before { sensor.publishAlerts() }
    }
}
