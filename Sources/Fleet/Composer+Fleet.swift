public import Uplink

extension Composer {
    /// The message that says what became of desired configurations.
    public func reported(_ report: ConfigurationReport) -> Publication {
        Publication(topic: fleetTopics.reported, payload: report.json, isRetained: true, importance: .state)
    }

    /// The message that says which sensor of the site has which configuration of the site.
    public func reported(_ report: ConfigurationReport, _ sensors: SiteRollCall) -> Publication {
        Publication(
            topic: fleetTopics.siteReported, payload: sensors.json(speaker: report.site), isRetained: true,
            importance: .state)
    }

    /// The message that answers a command.
    public func response(_ response: CommandResponse) -> Publication {
        Publication(topic: fleetTopics.response, payload: response.json, importance: .event)
    }
}
