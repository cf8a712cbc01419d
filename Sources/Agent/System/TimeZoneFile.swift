import Glibc
public import Timekeeping

/// The system's files of time zones.
public enum TimeZoneFile {
    /// The clocks of a time zone; `nil` when the system does not know it.
    ///
    /// - Parameter name: Its name in the IANA database: the configuration allows no others.
    public static func rules(of name: String) -> TimeZoneRules? {
        if name == "UTC" { return .utc }
        guard let file = unsafe fopen("/usr/share/zoneinfo/\(name)", "rbe") else { return nil }
        defer { unsafe fclose(file) }
        var bytes = [UInt8](repeating: 0, count: mostBytes)
        let count = unsafe fread(&bytes, 1, mostBytes, file)
        return TimeZoneRules(tzif: Array(bytes[..<count]))
    }

    private static let mostBytes = 65_536
}
