import Timekeeping

/// From the moment when a document is found to be right.
extension Rollout {
    /// The configuration can be tried, and the trial survives a power cut.
    public mutating func prepared(at moment: Moment) -> [RolloutAction] {
        guard case .preparing(let candidate) = phase else { return [] }
        // What changes nothing needs no trial.
        if candidate.configuration == configuration { return [.commit(candidate)] }
        phase = .trying(candidate, until: nil)
        return [.report, .switchTo(candidate.configuration)]
    }

    /// The configuration cannot be tried on this box.
    public mutating func notPrepared(_ problem: ReportedProblem, at moment: Moment) -> [RolloutAction] {
        guard case .preparing(let candidate) = phase else { return [] }
        phase = .settled
        return refuse(Refusal(candidate.document, problem), scope: candidate.document.scope, at: moment)
            + takeQueued(at: moment)
    }

    /// The agent has begun with the configuration on trial.
    public mutating func began(at moment: Moment) {
        guard case .trying(let candidate, nil) = phase else { return }
        let patience = Interval.seconds(Int64(candidate.configuration.fleet.verifyWithinSeconds))
        phase = .trying(candidate, until: moment.uptime + patience)
    }

    /// How the agent does with the configuration on trial.
    public mutating func observed(isOnline: Bool, isListening: Bool, at moment: Moment) -> [RolloutAction] {
        guard case .trying(let candidate, let until?) = phase else { return [] }
        if isOnline, isListening { return [.commit(candidate)] }
        guard moment.uptime >= until else { return [] }
        let seconds = candidate.configuration.fleet.verifyWithinSeconds
        let broker = ReportedProblem(
            path: "broker", message: "was not reached within \(seconds) s (see fleet.verifyWithinSeconds)")
        let radio = ReportedProblem(
            path: "capture", message: "did not listen within \(seconds) s (see fleet.verifyWithinSeconds)")
        return failed((isOnline ? [] : [broker]) + (isListening ? [] : [radio]), at: moment)
    }

    /// The generation is kept for good.
    public mutating func committed(at moment: Moment) -> [RolloutAction] {
        let candidate: Candidate
        switch phase {
        case .preparing(let preparing): candidate = preparing
        case .trying(let trying, _): candidate = trying
        case .settled, .waiting: return []
        }
        phase = .settled
        inForce = candidate.generation
        configuration = candidate.configuration
        outcomes[candidate.document.scope] = candidate.success(at: moment.wall)
        return [.remember, .clear(.configurationRolledBack), .clear(.configurationRefused), .report]
            + takeQueued(at: moment)
    }

    /// The configuration on trial does not work, or cannot be kept.
    public mutating func failed(_ problem: ReportedProblem, at moment: Moment) -> [RolloutAction] {
        failed([problem], at: moment)
    }

    private mutating func failed(_ problems: [ReportedProblem], at moment: Moment) -> [RolloutAction] {
        if case .preparing = phase { return notPrepared(problems[0], at: moment) }
        guard case .trying(let candidate, _) = phase else { return [] }
        let document = candidate.document
        phase = .settled
        outcomes[document.scope] = RolloutOutcome(
            version: document.version, status: .rolledBack, problems: problems, at: moment.wall, hash: document.hash)
        let reason = problems.map { $0.path.isEmpty ? $0.message : "\($0.path) \($0.message)" }
        let sentence =
            "version \(document.version) was taken back: \(reason.joined(separator: "; ")) "
            + "(correct it, and push a higher version)"
        return [.remember, .switchTo(configuration), .raise(.configurationRolledBack, sentence), .report]
            + takeQueued(at: moment)
    }
}

/// From a message to a document that is found to be right.
extension Rollout {
    mutating func take(_ document: DesiredDocument, at moment: Moment) -> [RolloutAction] {
        if let refusal = replay(document) { return refuse(refusal, scope: document.scope, at: moment) }
        if document.hash == inForce[document.scope]?.hash { return confirm(document, at: moment) }
        // What was taken back once would be taken back again.
        let last = outcomes[document.scope]
        if last?.status == .rolledBack, last?.hash == document.hash { return [] }
        switch phase {
        case .settled: return consider(document, at: moment)
        case .waiting(let candidate, _):
            return candidate.document.hash == document.hash ? [] : consider(document, at: moment)
        case .preparing(let candidate), .trying(let candidate, _):
            if candidate.document.hash != document.hash { queued = document }
            return []
        }
    }

    mutating func refuse(_ refusal: Refusal, scope: DesiredScope, at moment: Moment) -> [RolloutAction] {
        let outcome = RolloutOutcome(
            version: refusal.version, status: .rejected, problems: refusal.problems, at: moment.wall,
            hash: refusal.hash, untrusted: refusal.untrusted)
        let reason = refusal.problems.first.map { $0.path.isEmpty ? $0.message : "\($0.path) \($0.message)" } ?? ""
        let alert = RolloutAction.raise(
            .configurationRefused,
            "a desired configuration \(reason) (if it was not you: who may write to the broker?)")
        let alerts = refusal.isSuspicious ? [alert] : []
        // The same retained message comes again on each connection.
        if outcomes[scope]?.says(the: outcome) == true { return alerts }
        outcomes[scope] = outcome
        return alerts + [.remember, .report]
    }

    mutating func prepare(_ candidate: Candidate) -> [RolloutAction] {
        phase = .preparing(candidate)
        return [.prepare(candidate)]
    }

    /// The document is in force already.
    private mutating func confirm(_ document: DesiredDocument, at moment: Moment) -> [RolloutAction] {
        if case .waiting(let candidate, _) = phase, candidate.document.scope == document.scope { phase = .settled }
        guard let last = outcomes[document.scope], last.status != .applied else { return [] }
        outcomes[document.scope] = RolloutOutcome(
            version: document.version, status: .applied, problems: [], at: moment.wall, hash: document.hash)
        return [.remember, .clear(.configurationRefused), .report]
    }

    private func replay(_ document: DesiredDocument) -> Refusal? {
        guard let present = inForce[document.scope], document.version <= present.version,
            document.hash != present.hash
        else { return nil }
        let message =
            "must be higher than \(present.version), which is in force with another content "
            + "(sign the document again with a higher version)"
        return Refusal(document, ReportedProblem(path: "version", message: message))
    }

    private mutating func consider(_ document: DesiredDocument, at moment: Moment) -> [RolloutAction] {
        var generation = inForce
        generation[document.scope] = document
        let candidate: Candidate
        do throws(InvalidConfiguration) {
            candidate = Candidate(
                document: document, generation: generation, configuration: try box.configuration(of: generation))
        } catch {
            return refuse(
                Refusal(version: document.version, hash: document.hash, error), scope: document.scope, at: moment)
        }
        let canaries = document.rollout.canaries
        guard !canaries.isEmpty, !canaries.contains(box.configuration.sensor) else { return prepare(candidate) }
        phase = .waiting(candidate, CanaryWatch(document))
        return [.watch(sensors: canaries), .report]
    }

    private mutating func takeQueued(at moment: Moment) -> [RolloutAction] {
        guard let document = queued else { return [] }
        queued = nil
        return take(document, at: moment)
    }
}
