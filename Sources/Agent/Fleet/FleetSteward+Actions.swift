import Fleet
import Logging
import Timekeeping
import Uplink

/// What the roll-out orders.
extension FleetSteward {
    /// Carries the orders out. Answers whether a report is due.
    func perform(_ actions: [RolloutAction], at moment: Moment) -> Bool {
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

    func publications(
        _ isReportDue: Bool, _ pipeline: borrowing SensingPipeline, at time: WallTime
    ) -> [Publication] {
        isReportDue ? [pipeline.composer.reported(rollout.report(at: time))] : []
    }

    private func prepare(_ candidate: Candidate, at moment: Moment) -> [RolloutAction] {
        if let problem = UnusableFile.problem(of: candidate.configuration) {
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

    /// A command that comes again after a restart is not carried out again.
    func keepLastCommand() {
        do throws(DurableFolder.Failure) { try store.note(commandIssuedAt: gate.lastIssuedAt) } catch {
            log.error("the command is not kept", metadata: ["error": "\(error)"])
        }
    }

    func keep() {
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
    func raise(_ kind: Alert.Kind, _ message: String, _ time: WallTime) {
        alerts.removeAll { $0.kind == kind }
        alerts.append(Alert(kind, since: time, message: message))
        hasNewAlerts = true
    }

    private func clear(_ kind: Alert.Kind) {
        alerts.removeAll { $0.kind == kind }
        hasNewAlerts = true
    }

    func show(on sensor: Sensor) {
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
