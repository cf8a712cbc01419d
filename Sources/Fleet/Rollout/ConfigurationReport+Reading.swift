import Timekeeping

extension ConfigurationReport {
    /// Reads a payload. It is read as an integrator should: members that are not known are passed over.
    ///
    /// - Returns: `nil` for what is no report.
    public init?(reading payload: [UInt8]) {
        guard let document = try? DocumentValue(reading: payload, as: .json), let sensor = Part(document),
            let site = document.value("site").flatMap(Part.init)
        else { return nil }
        self.init(sensor: sensor, site: site)
    }
}

extension ConfigurationReport.Part {
    init?(_ document: DocumentValue) {
        guard let status = document.text("status").flatMap(ConfigurationReport.Status.init),
            let at = document.text("at").flatMap(WallTime.init(rfc3339:)),
            let inForce = document.value("inForce"), let version = inForce.number("version")
        else { return nil }
        self.init(
            version: document.number("version"), status: status, problems: ReportedProblem.list(in: document), at: at,
            hash: document.text("hash"),
            inForce: ConfigurationReport.InForce(version: version, hash: inForce.text("hash")),
            pending: document.value("pending").flatMap(ConfigurationReport.Pending.init))
    }
}

extension ReportedProblem {
    /// The member `problems` of a document.
    static func list(in document: DocumentValue) -> [ReportedProblem] {
        document.elements("problems").compactMap { element in
            guard let path = element.text("path"), let message = element.text("message") else { return nil }
            return ReportedProblem(path: path, message: message)
        }
    }
}

extension ConfigurationReport.Pending {
    fileprivate init?(_ document: DocumentValue) {
        guard let version = document.number("version"), let state = document.text("state").flatMap(State.init) else {
            return nil
        }
        self.init(version: version, state: state)
    }
}
