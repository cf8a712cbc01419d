extension SiteDocument {
    /// What the site says of the sensor with this configuration.
    ///
    /// - Throws: ``InvalidConfiguration`` when the document is that of another site, has no such sensor, or says that it listens and
    ///   the configuration that it does not.
    public func sensor(of configuration: Configuration) throws(InvalidConfiguration) -> Sensor {
        guard site == configuration.site else {
            let message =
                "is not the site of the configuration that names this file (are these the files of two sites?)"
            throw InvalidConfiguration(problems: [SiteProblem(list: "site", message: message).located(in: document)])
        }
        guard let sensor = sensor(configuration.sensor) else {
            let known = NearMiss.of(configuration.sensor, among: sensors.map(\.id)).map { "did you mean \($0)?" }
            let message = "have no \(configuration.sensor) (\(known ?? "add the box, with its place"))"
            throw InvalidConfiguration(problems: [SiteProblem(list: "sensors", message: message).located(in: document)])
        }
        if !configuration.capture.listens, sensor.roles.contains(.sensor) {
            let message =
                "say that \(sensor.id) listens, its configuration says that it does not (roles: [locator], or another "
                + "capture.adapter than none)"
            throw InvalidConfiguration(problems: [SiteProblem(list: "sensors", message: message).located(in: document)])
        }
        return sensor
    }
}
