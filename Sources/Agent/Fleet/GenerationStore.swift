import Fleet
import Timekeeping

/// Keeps desired documents and the record of what is in force, so that a power cut at any moment leaves the old or the
/// new configuration whole.
///
/// Documents are kept under their digests and never changed; one file, `state.json`, says which are in force. It is
/// replaced as a whole: that replacement is the moment of the change. Without a folder everything is in memory.
struct GenerationStore {
    private let folder: DurableFolder?
    /// Why there is no folder although one is configured.
    let failure: DurableFolder.Failure?
    private(set) var record = RolloutRecord()
    /// What was on trial when the agent ended last.
    private var interrupted: RolloutRecord.Trial?

    /// The store in `directory`.
    init(directory: String?) {
        do throws(DurableFolder.Failure) {
            _ = try directory.map { path throws(DurableFolder.Failure) in try DurableFolder(path) }
            folder = try directory.map { path throws(DurableFolder.Failure) in
                try DurableFolder("\(path)/\(BoxConfiguration.folder)")
            }
            failure = nil
        } catch {
            folder = nil
            failure = error
        }
        if let bytes = folder?.contents(of: Self.state, limit: Self.longest),
            let record = RolloutRecord(reading: bytes)
        {
            self.record = record
        }
        interrupted = record.trial
    }

    /// A document that was kept and can still be trusted.
    func document(_ hash: String?, scope: DesiredScope, by reader: DesiredReader) -> DesiredDocument? {
        guard let hash, let message = folder?.contents(of: "\(hash).json", limit: Self.longest),
            let document = try? reader.document(message, scope: scope), document.hash == hash,
            document.site == nil || folder?.contents(of: document.siteFileName, limit: Self.longest) != nil
        else { return nil }
        return document
    }

    /// The document that was begun so often without an end that it is not begun again.
    func hopeless(by reader: DesiredReader) -> DesiredDocument? {
        guard let trial = interrupted, trial.attempts >= Self.mostAttempts else { return nil }
        let hash = trial.scope == .site ? trial.digests.site : trial.digests.sensor
        return document(hash, scope: trial.scope, by: reader)
    }

    /// A trial begins.
    mutating func begin(_ candidate: Candidate) throws(DurableFolder.Failure) {
        if let failure { throw failure }
        var next = record
        var trial = RolloutRecord.Trial(candidate, attempts: 1)
        if let interrupted, interrupted.digests == trial.digests { trial.attempts = interrupted.attempts + 1 }
        next.trial = trial
        let document = candidate.document
        if let site = document.site {
            try folder?.write(site.effectiveDocument().json(), to: document.siteFileName, purpose: "site")
        }
        try folder?.write(document.message, to: document.fileName, purpose: "document")
        try keep(next, purpose: "trial")
    }

    /// A trial has ended well: this is the moment of the change.
    mutating func commit(_ candidate: Candidate, at time: WallTime) throws(DurableFolder.Failure) {
        var next = record
        next.inForce = RolloutRecord.Digests(candidate.generation)
        next.trial = nil
        next.outcomes[candidate.document.scope] = candidate.success(at: time)
        try keep(next, purpose: "commit")
        interrupted = nil
    }

    /// What was told is kept; a trial that goes on is not touched.
    mutating func remember(
        _ outcomes: [DesiredScope: RolloutOutcome], isOnTrial: Bool
    ) throws(DurableFolder.Failure) {
        var next = record
        next.outcomes = outcomes
        if !isOnTrial { next.trial = nil }
        if next != record { try keep(next, purpose: "outcome") }
        tidy()
    }

    /// A command that was issued then is carried out next.
    mutating func note(commandIssuedAt time: WallTime?) throws(DurableFolder.Failure) {
        var next = record
        next.lastCommandIssuedAt = time
        try keep(next, purpose: "command")
    }

    private mutating func keep(_ next: RolloutRecord, purpose: String) throws(DurableFolder.Failure) {
        try folder?.write(next.json, to: Self.state, purpose: purpose)
        record = next
    }

    /// Takes away what no record names.
    private func tidy() {
        guard let folder else { return }
        for name in folder.names where name != Self.state {
            let isWanted = record.documents.contains { name.hasPrefix($0) }
            if !isWanted || name.hasSuffix(".new") { folder.remove(name) }
        }
    }

    private static let state = "state.json"
    private static let longest = 1 << 20
    private static let mostAttempts = 2
}
