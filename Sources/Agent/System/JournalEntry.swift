import Logging

/// A line of the log as journald takes it: each datum of it is a field that can be asked for, such as
/// `journalctl -u footfall FOOTFALL_ALERT=radio-missing`.
///
/// Source: systemd.io/JOURNAL_NATIVE_PROTOCOL, systemd.journal-fields(7).
struct JournalEntry: Equatable {
    let bytes: [UInt8]

    /// An entry that reads as `line` and has a field for each of `metadata`.
    init(_ line: String, level: Logger.Level, metadata: some Sequence<(key: String, value: Logger.Metadata.Value)>) {
        var bytes: [UInt8] = []
        Self.add("MESSAGE", line, to: &bytes)
        Self.add("PRIORITY", "\(level.priority)", to: &bytes)
        Self.add("SYSLOG_IDENTIFIER", "footfall", to: &bytes)
        for (key, value) in metadata { Self.add(Self.name(key), "\(value)", to: &bytes) }
        self.bytes = bytes
    }

    /// `capture.interface` becomes `FOOTFALL_CAPTURE_INTERFACE`: letters, digits and underscores, at most 64.
    private static func name(_ key: String) -> String {
        let characters = key.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        return String(("FOOTFALL_" + characters).prefix(64))
    }

    /// A value of several lines is preceded by its length, 64 bits, little-endian.
    private static func add(_ name: String, _ value: String, to bytes: inout [UInt8]) {
        bytes += name.utf8
        if value.utf8.contains(UInt8(ascii: "\n")) {
            bytes.append(UInt8(ascii: "\n"))
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: value.utf8.count >> shift))
            }
        } else {
            bytes.append(UInt8(ascii: "="))
        }
        bytes += value.utf8
        bytes.append(UInt8(ascii: "\n"))
    }
}

extension Logger.Level {
    /// The priority of syslog(3).
    var priority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
