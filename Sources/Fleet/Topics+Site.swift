/// The topics between the boxes of one site: the inside of a site, closed to integrators.
extension Topics {
    /// What a sensor has heard, for the locator.
    public static func sightings(site: String, sensor: String) -> String {
        "footfall/v1/\(site)/sensor/\(sensor)/sightings"
    }

    /// What all sensors of a site have heard.
    public static func allSightings(site: String) -> String { sightings(site: site, sensor: "+") }

    /// Whether an agent of a site runs.
    static func status(site: String, sensor: String) -> String { "footfall/v1/\(site)/sensor/\(sensor)/status" }

    /// What is wrong with it.
    static func alert(site: String, sensor: String) -> String { "footfall/v1/\(site)/sensor/\(sensor)/alert" }

    /// Whether each agent of a site runs.
    public static func allStatuses(site: String) -> String { status(site: site, sensor: "+") }

    /// What leads to the next epoch's key.
    public static func keys(site: String) -> String { "footfall/v1/\(site)/site/keys/epoch" }

    /// Who is the site's locator.
    public static func lease(site: String) -> String { "footfall/v1/\(site)/site/locator/lease" }

    /// What is known about the radio of the site.
    public static func calibration(site: String) -> String { "footfall/v1/\(site)/site/calibration/reported" }

    /// The visits that go on, for the boxes that may take over.
    public static func visitNotes(site: String) -> String { "footfall/v1/\(site)/site/locator/visits" }

    /// The starts and ends of visits.
    public static func visitEvents(site: String) -> [String] {
        ["started", "ended"].map { "footfall/v1/\(site)/event/visit/\($0)" }
    }

    /// Whether events of visits go there.
    public static func isOfVisit(_ topic: String) -> Bool { topic.contains("/event/visit/") }

    /// The level of a topic that names its sensor, zone or kind of event: `…/{kind}/{id}/{channel}`.
    public static func identifier(in topic: String) -> String? {
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false)
        return levels.count == 6 ? String(levels[4]) : nil
    }

    /// The last level of a topic.
    public static func channel(of topic: String) -> String {
        topic.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    }
}
