/// What a sensor does with data of people, for a data-protection officer to file: made from the configuration in force.
public struct PrivacyReport: Equatable, Sendable {
    /// A part of the report.
    public struct Section: Equatable, Sendable {
        /// Its key in the JSON form.
        public var key: String
        /// Its heading.
        public var title: String
        /// Its sentences.
        public var entries: [Entry]
    }

    /// A statement: of what, and what is said of it.
    public struct Entry: Equatable, Sendable {
        /// What it is about.
        public var subject: String
        /// What is said.
        public var statement: String
        /// `yes`, `no` or `operator`, where something is judged.
        public var verdict: Verdict?

        init(_ subject: String, _ statement: String, _ verdict: Verdict? = nil) {
            self.subject = subject
            self.statement = statement
            self.verdict = verdict
        }
    }

    /// Whether a requirement is met.
    public enum Verdict: String, Sendable {
        /// By the configuration that is reported.
        case met
        /// Not by this configuration.
        case notMet = "not met"
        /// Only the operator can.
        case operatorsDuty = "the operator's duty"
    }

    /// The site and the sensor that are spoken of.
    public let title: String
    /// All parts, in order.
    public let sections: [Section]

    /// The report on a configuration.
    ///
    /// - Parameter site: The document of a site of several sensors; `nil` for one sensor alone.
    public init(_ configuration: Configuration, site: SiteDocument? = nil) {
        let facts = PrivacyFacts(configuration, site: site)
        title = "What the sensor \(facts.sensor) at \(facts.site) does with data of people"
        sections = [
            Section(key: "collected", title: "What is collected, and for how long", entries: facts.collected),
            Section(key: "leaves", title: "What leaves the sensor", entries: facts.leaving),
            Section(key: "objection", title: "Objection and consent", entries: facts.choices),
            Section(key: "regulators", title: "What regulators ask for", entries: facts.requirements),
            Section(key: "limits", title: "What is not promised", entries: facts.limits),
            Section(
                key: "sign", title: "The sign at the door",
                entries: [PrivacyReport.Entry("Text", facts.sign)]),
        ]
    }
}
