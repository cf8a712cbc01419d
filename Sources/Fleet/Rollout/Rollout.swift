public import Timekeeping

/// The way of a desired configuration into force: parse, validate, wait for the canaries, prepare, switch, verify,
/// commit; or back to what was in force.
///
/// Facts come as calls, orders go as actions; the owner carries them out in their order.
public struct Rollout: Equatable, Sendable {
    /// What goes on.
    public enum Phase: Equatable, Sendable {
        /// Nothing. Next: ``waiting(_:_:)``, ``preparing(_:)``.
        case settled
        /// Others go first. Next: ``preparing(_:)``, ``settled``.
        case waiting(Candidate, CanaryWatch)
        /// The shell looks whether it can be tried. Next: ``trying(_:until:)``, ``settled``.
        case preparing(Candidate)
        /// It is in force on trial; the time runs once the agent has begun with it. Next: ``settled``.
        case trying(Candidate, until: Uptime?)
    }

    /// What goes on.
    public internal(set) var phase = Phase.settled
    /// The documents that are in force.
    public internal(set) var inForce: Generation
    /// What they make of the box's own file.
    public internal(set) var configuration: Configuration
    /// What became of the last document of each scope.
    public internal(set) var outcomes: [DesiredScope: RolloutOutcome]
    let box: BoxConfiguration
    let reader: DesiredReader
    /// What came during a trial.
    var queued: DesiredDocument?

    /// A roll-out on this box.
    ///
    /// - Parameters:
    ///   - inForce: What was committed last.
    ///   - outcomes: What was told last.
    /// - Throws: why `inForce` is not possible on this box any more.
    public init(
        box: BoxConfiguration, reader: DesiredReader, inForce: Generation = Generation(),
        outcomes: [DesiredScope: RolloutOutcome] = [:]
    ) throws(InvalidConfiguration) {
        self.box = box
        self.reader = reader
        self.inForce = inForce
        self.outcomes = outcomes
        configuration = try box.configuration(of: inForce)
    }

    /// A desired document came.
    ///
    /// - Parameter byteCount: The length of the message, should `message` be less than all of it. An empty message, which
    ///   takes the retained one away, changes nothing.
    public mutating func received(
        _ message: [UInt8], byteCount: Int, scope: DesiredScope, at moment: Moment
    ) -> [RolloutAction] {
        guard byteCount > 0 else { return [] }
        do throws(Refusal) {
            return take(try reader.document(message, byteCount: byteCount, scope: scope), at: moment)
        } catch {
            return refuse(error, scope: scope, at: moment)
        }
    }

    /// Another sensor has reported.
    public mutating func reported(
        _ report: ConfigurationReport, by sensor: String, at moment: Moment
    ) -> [RolloutAction] {
        guard case .waiting(let candidate, var watch) = phase, candidate.document.rollout.canaries.contains(sensor)
        else { return [] }
        watch.reported(sensor, report, at: moment.uptime)
        phase = .waiting(candidate, watch)
        return tick(at: moment)
    }

    /// Time has passed. A trial is judged by ``observed(isOnline:isListening:at:)``.
    public mutating func tick(at moment: Moment) -> [RolloutAction] {
        switch phase {
        case .settled, .preparing, .trying: return []
        case .waiting(let candidate, let watch):
            switch watch.verdict(at: moment.uptime) {
            case .wait: return []
            case .go: return prepare(candidate)
            case .failed(let sensor):
                phase = .settled
                let message = "could not be kept by \(sensor), which goes first (correct it, and push a higher version)"
                let problem = ReportedProblem(path: "rollout.canaries", message: message)
                return refuse(Refusal(candidate.document, problem), scope: candidate.document.scope, at: moment)
            }
        }
    }

    /// What is told on `…/reported`. A scope without a document since the box was set up: version 0, applied.
    public func report(at time: WallTime) -> ConfigurationReport {
        ConfigurationReport(sensor: part(.sensor, at: time), site: part(.site, at: time))
    }

    private func part(_ scope: DesiredScope, at time: WallTime) -> ConfigurationReport.Part {
        let document = inForce[scope]
        let present = ConfigurationReport.InForce(version: document?.version ?? 0, hash: document?.hash)
        let outcome =
            outcomes[scope]
            ?? RolloutOutcome(version: present.version, status: .applied, problems: [], at: time, hash: present.hash)
        return ConfigurationReport.Part(
            version: outcome.version, status: outcome.status, problems: outcome.problems, at: outcome.at,
            hash: outcome.hash, inForce: present, pending: pending(scope))
    }

    private func pending(_ scope: DesiredScope) -> ConfigurationReport.Pending? {
        switch phase {
        case .settled: return nil
        case .waiting(let candidate, _):
            guard candidate.document.scope == scope else { return nil }
            return ConfigurationReport.Pending(version: candidate.document.version, state: .waiting)
        case .preparing(let candidate), .trying(let candidate, _):
            guard candidate.document.scope == scope else { return nil }
            return ConfigurationReport.Pending(version: candidate.document.version, state: .verifying)
        }
    }
}
