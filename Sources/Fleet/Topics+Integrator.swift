/// What everybody may hear of a site who may see its counts and how its sensors do.
extension Topics {
    /// Whether a text may name a site, a sensor, a zone or a counter: `^[a-z0-9](?:[a-z0-9-]{0,62})$`.
    public static func isIdentifier(_ text: String) -> Bool { TextRule.isIdentifier(text) }

    /// The filters of the public contract: counts, events, how sensors do, what is configured. Nothing of the inside of a
    /// site: no sightings, no keys, no consents.
    public static func publicFilters(site: String) -> [String] {
        [
            "zone/+/occupancy", "zone/+/footfall", "site/flow/hour", "event/visit/+", "event/zone/level",
            "event/offer/eligible", "sensor/+/status", "sensor/+/info", "sensor/+/health", "sensor/+/alert",
            "sensor/+/reported", "site/configuration/reported", "site/configuration/desired", "counter/+/reading",
        ].map { "footfall/v1/\(site)/\($0)" }
    }

    /// Where a counter says what it has counted.
    public static func counter(_ counter: String, site: String) -> String {
        "footfall/v1/\(site)/counter/\(counter)/reading"
    }
}
