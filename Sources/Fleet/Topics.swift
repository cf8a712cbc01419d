/// The topics of one sensor: fixed depth, `footfall/v1/{site}/{kind}/{id}/{channel}`, made of identifiers only.
///
/// Identifiers were checked when the configuration was read, so that nothing here can be a wildcard or empty.
public struct Topics: Equatable, Sendable {
    private let site: String
    private let sensor: String

    /// The topics of `sensor` at `site`; both are identifiers.
    public init(site: String, sensor: String) {
        self.site = site
        self.sensor = sensor
    }

    /// Whether the agent runs; the last will's topic.
    public var status: String { ofSensor("status") }
    /// What the agent is.
    public var info: String { ofSensor("info") }
    /// How it does.
    public var health: String { ofSensor("health") }
    /// What is wrong.
    public var alert: String { ofSensor("alert") }

    /// How full a zone is.
    public func occupancy(zone: String) -> String { "footfall/v1/\(site)/zone/\(zone)/occupancy" }
    /// What a zone's closed windows amount to.
    public func footfall(zone: String) -> String { "footfall/v1/\(site)/zone/\(zone)/footfall" }
    /// What happened to visits; `type` is `started`, `idle`, …
    public func visit(_ type: String) -> String { "footfall/v1/\(site)/event/visit/\(type)" }

    /// The agent as a source of events.
    public var source: String { "/footfall/\(site)/\(sensor)" }

    private func ofSensor(_ channel: String) -> String { "footfall/v1/\(site)/sensor/\(sensor)/\(channel)" }
}
