/// The topics by which a fleet is looked after: fixed depth, made of identifiers only.
public struct FleetTopics: Equatable, Sendable {
    /// The configuration that is wanted of the sensor.
    public let desired: String
    /// The configuration that is wanted of all sensors of the site.
    public let siteDesired: String
    /// What the site's sensors made of it.
    public let siteReported: String
    /// What the sensor made of it.
    public let reported: String
    /// What the sensor is to do.
    public let command: String
    /// What it answers.
    public let response: String
    private let site: String

    /// The topics of `sensor` at `site`; both are identifiers, or wildcards for a subscriber.
    public init(site: String, sensor: String) {
        self.site = site
        let root = "footfall/v1/\(site)"
        desired = "\(root)/sensor/\(sensor)/desired"
        siteDesired = "\(root)/site/configuration/desired"
        siteReported = "\(root)/site/configuration/reported"
        reported = "\(root)/sensor/\(sensor)/reported"
        command = "\(root)/sensor/\(sensor)/command"
        response = "\(root)/sensor/\(sensor)/response"
    }

    /// What another sensor of the site made of its configuration.
    public func reported(by sensor: String) -> String { "footfall/v1/\(site)/sensor/\(sensor)/reported" }

    /// The sensor that a topic of the form `footfall/v1/{site}/sensor/{sensor}/{channel}` belongs to, and the channel.
    public static func sensor(of topic: String) -> (sensor: String, channel: String)? {
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false)
        guard levels.count == 6, levels[0] == "footfall", levels[1] == "v1", levels[3] == "sensor" else { return nil }
        return (String(levels[4]), String(levels[5]))
    }
}
