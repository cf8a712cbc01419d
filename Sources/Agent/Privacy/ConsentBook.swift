import Fleet
import Logging
import Privacy
import Timekeeping

/// Keeps the consents in force and their file the same: over a restart, and when `footfall consent` changes the file.
struct ConsentBook {
    private let site: String
    private let file: ConsentFile
    private let path: String
    private let keyFile: String
    private let log: Logger
    /// The references that stood in the file.
    private var kept: Set<String> = []
    private var changedAt: Int64?
    private var readsAt: WallTime?

    /// The book of a configuration; `nil` when it keeps consents in memory only.
    init?(_ configuration: Configuration, log: Logger) {
        guard let path = configuration.consent.consentFile, let keyFile = configuration.consent.keyFile else {
            return nil
        }
        (site, self.path, self.keyFile, self.log) = (configuration.site, path, keyFile, log)
        file = ConsentFile(path)
    }

    /// Keeps a consent that was taken.
    mutating func keep(_ grant: ConsentGrant) throws(PrivateFileError) {
        try file.add(grant, for: try BoxKey.load(keyFile).publicKey, site: site)
        kept.insert(grant.consent.reference)
    }

    /// Erases a consent from the file.
    mutating func erase(_ reference: String) throws(PrivateFileError) {
        try file.remove { $0.reference == reference }
        kept.remove(reference)
    }

    /// Takes what has changed in the file, and erases what has ended from it.
    mutating func follow(_ pipeline: inout SensingPipeline, at time: WallTime) {
        let change = PrivateFile.changeTime(of: path)
        if readsAt.map({ time >= $0 }) ?? (change != changedAt) { read(&pipeline, change, at: time) }
        let ended = kept.subtracting(pipeline.consents.map(\.reference))
        guard !ended.isEmpty else { return }
        do throws(PrivateFileError) {
            try file.remove { ended.contains($0.reference) }
            kept.subtract(ended)
        } catch { log.error("consents not erased", metadata: ["error": "\(error)", "consequence": "tried again"]) }
    }

    private mutating func read(_ pipeline: inout SensingPipeline, _ change: Int64?, at time: WallTime) {
        (changedAt, readsAt) = (change, nil)
        do throws(PrivateFileError) {
            let key = try BoxKey.load(keyFile)
            let records = try file.records()
            let inForce = Dictionary(pipeline.consents.map { ($0.reference, $0) }) { first, _ in first }
            for reference in kept.subtracting(records.map(\.consent.reference)) {
                pipeline.revokeConsent(reference, at: time)
            }
            kept = []
            var refused = 0
            for record in records {
                if inForce[record.consent.reference] != record.consent {
                    guard let grant = ConsentGrant(record.consent, address: record.address, by: key, site: site) else {
                        refused += 1
                        continue
                    }
                    if !take(grant, &pipeline, at: time) { refused += 1 }
                }
                if record.consent.expiresAt <= time || pipeline.consents.contains(record.consent) {
                    kept.insert(record.consent.reference)
                }
            }
            log.notice("consents read", metadata: ["records": "\(records.count)", "refused": "\(refused)"])
        } catch {
            log.error("consents not read", metadata: ["error": "\(error)", "consequence": "the former ones stay"])
        }
    }

    /// Right after the start the clock may be years behind: what would last too long by it is tried again.
    private mutating func take(_ grant: ConsentGrant, _ pipeline: inout SensingPipeline, at time: WallTime) -> Bool {
        do throws(ConsentRefusal) { try pipeline.grant(grant, at: time) } catch {
            if error == .tooLong { readsAt = time + .minutes(1) }
            return false
        }
        return true
    }
}
