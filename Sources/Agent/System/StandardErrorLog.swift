import Glibc
public import Logging

/// A log on standard error, a line each: `level message key=value …`.
///
/// Where standard error is the journal, each datum is a field of its own there. Should journald not take it so, the line
/// goes through standard error, its level as the priority that journald reads (sd-daemon(3)).
public struct StandardErrorLog: LogHandler {
    public var logLevel: Logger.Level
    public var metadata: Logger.Metadata = [:]
    private let isJournal: Bool

    /// A log that tells what is at least as important as `level`.
    public init(level: Logger.Level) {
        logLevel = level
        isJournal = Self.leadsToTheJournal
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let text = all.reduce(into: event.message.description) { $0 += " \($1.key)=\($1.value)" }
        let line = "\(event.level) \(text)"
        // Finer levels tell what was heard, which is for the box alone: these lines can be asked for from afar.
        if event.level >= .info { RecentLog.shared.note(line) }
        guard isJournal else { return Self.write(line) }
        let entry = JournalEntry(text, level: event.level, metadata: all)
        if !LocalDatagram.send(entry.bytes, to: Self.journal) { Self.write("<\(event.level.priority)>\(text)") }
    }

    private static func write(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// Whether this very stream goes there: a variable that was inherited may mean another one.
    ///
    /// Source: systemd.exec(5), `$JOURNAL_STREAM`: device and inode.
    private static var leadsToTheJournal: Bool {
        var status = stat()
        guard let stream = unsafe getenv("JOURNAL_STREAM").map({ unsafe String(cString: $0) }),
            unsafe fstat(STDERR_FILENO, &status) == 0
        else { return false }
        return stream == "\(status.st_dev):\(status.st_ino)"
    }

    private static let journal = "/run/systemd/journal/socket"
}
