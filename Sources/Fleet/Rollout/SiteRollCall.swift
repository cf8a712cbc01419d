/// `…/site/configuration/reported`: which sensor of a site has which of its configurations.
public struct SiteRollCall: Equatable, Sendable {
    private var parts: [String: ConfigurationReport.Part] = [:]

    /// Nobody has reported.
    public init() {}

    /// A sensor has reported. Answers whether that is new.
    public mutating func reported(_ sensor: String, _ report: ConfigurationReport) -> Bool {
        guard parts[sensor] != report.site, parts.count < Self.most || parts[sensor] != nil else { return false }
        parts[sensor] = report.site
        return true
    }

    /// The payload: what the sensor that speaks for the site has, then what each has.
    func json(speaker: ConfigurationReport.Part) -> [UInt8] {
        var text = JSONText(capacity: 1_024)
        text.object { text in
            speaker.write(to: &text)
            text.array("sensors", parts.sorted { $0.key < $1.key }) { text, entry in
                text.member("sensor", word: entry.key)
                text.member("version", entry.value.inForce.version)
                text.member("status", word: entry.value.status.rawValue)
                text.member("hash", entry.value.inForce.hash)
            }
        }
        return text.bytes
    }

    /// A site has 64 sensors at most; there may be more topics, from sensors that were taken down.
    private static let most = 256
}
