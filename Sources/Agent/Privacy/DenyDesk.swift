import Fleet
import Logging
import Privacy
import Timekeeping
import Uplink

/// Keeps the deny-list in force that `footfall deny` writes: it is read at the start, and when the file has changed.
final class DenyDesk: Correspondent {
    let topicFilters: [String] = []
    private let site: String
    private let denyFile: String
    private let keyFile: String
    private let log: Logger
    private var changedAt: Int64?
    private var hasRead = false

    /// A desk for the files that a configuration names; `nil` when it names none.
    init?(_ configuration: Configuration, log: Logger) {
        guard let denyFile = configuration.consent.denyFile, let keyFile = configuration.consent.keyFile else {
            return nil
        }
        site = configuration.site
        self.denyFile = denyFile
        self.keyFile = keyFile
        self.log = log
    }

    func received(_ message: Message, pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] { [] }

    func tick(pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] {
        let change = PrivateFile.changeTime(of: denyFile)
        guard !hasRead || change != changedAt else { return [] }
        hasRead = true
        changedAt = change
        do throws(PrivateFileError) {
            let key = try BoxKey.load(keyFile)
            let records = try DenyFile(denyFile).records()
            let unreadable = pipeline.deny(records.map(\.address), by: key, site: site, at: time)
            log.notice(
                "deny-list read", metadata: ["records": "\(records.count)", "unreadable": "\(unreadable)"])
        } catch {
            log.error("deny-list not read", metadata: ["error": "\(error)", "consequence": "the former one stays"])
        }
        return []
    }
}
