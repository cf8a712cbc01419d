/// A template of a data-protection impact assessment (GDPR, Article 35), with the facts of a configuration filled in.
///
/// What stands in brackets only the operator can know.
public struct ImpactAssessment: Equatable, Sendable {
    /// The template, as Markdown.
    public let markdown: String

    /// The template for a configuration.
    public init(_ configuration: Configuration, site: SiteDocument? = nil) {
        let facts = PrivacyFacts(configuration, site: site)
        var text = """
            # Data protection impact assessment: counting visitors at \(facts.site)

            Controller: [name, address]. Data protection officer: [name]. Date: [date]. To be reviewed: [date].

            ## 1. The processing (Article 35(7)(a))

            Purpose: [for instance staffing, opening hours, layout]. Legal basis: [for instance Article 6(1)(f)].
            Sensor: \(facts.sensor). Zones: \(facts.zones.joined(separator: ", ")). Area that is heard besides: [street, neighbours].
            People concerned: visitors, passers-by, staff; children among them: [yes or no].
            Recipients: [who reads the broker]. Processors: [who runs it]. Transfers to third countries: [none, or which].


            """
        text += Self.list(facts.collected) + "\n### What leaves the sensor\n\n" + Self.list(facts.leaving)
        text += """

            Retention at the broker and behind it: [how long, and who erases it].

            ## 2. Necessity and proportionality (Article 35(7)(b))

            Less intrusive means that were considered: [door counter, camera that counts, manual count], and why they do not do:
            [reason]. Only counts are needed: \(facts.isAnonymous ? "the preset is anonymous, no visit is followed" : "[reason why visits of devices with a lasting address are needed; if there is none, choose the preset anonymous]").

            ### Rights of the people concerned


            """
        text += Self.list(facts.choices)
        text += """
            * **Access and erasure**: after \(facts.horizonMinutes) minutes nothing can be found by a phone or a name (Article 11).
            * **Information**: the sign at the entrance and inside; its text is printed by `footfall privacy sign`.

            ## 3. Risks (Article 35(7)(c)) and measures (Article 35(7)(d))

            | risk | measure | what remains |
            |---|---|---|
            | a visitor is recognised on another day | keys destroyed after \(facts.epochMinutes) minutes and a grace; no name outlives a visit | none known |
            | a box is stolen | keys of pseudonyms in locked memory only; \(facts.onDisk) | who takes it over running reads \(facts.horizonMinutes) minutes, and what is sealed for the box |
            | messages are read by others | \(facts.isEncrypted ? "TLS" : "[TLS is off: switch it on]"), a list of rights for each role, no identifiers in messages | counts of \(facts.k) and more |
            | somebody is singled out by a small count | figures below \(facts.k) are withheld, also where they could be worked out | groups of \(facts.k) and more |
            | the settings are weakened | floor compiled in: \(facts.k >= 5 ? "k at least 5" : ""), epochs of 15 minutes at most | a changed program |
            | a flood of invented addresses | bounded tables, an alert | counts are unsure meanwhile |

            ## 4. What regulators ask for


            """
        text += facts.requirements.map { entry in
            "* **\(entry.subject)**: \(entry.verdict?.rawValue ?? ""). \(entry.statement)\n"
        }.joined()
        text += "\n## 5. What is not promised\n\n" + Self.list(facts.limits)
        text +=
            "\n## 6. Decision\n\nViews of the people concerned: [how they were asked]. Advice of the officer: [advice]. "
        markdown = text + "Decision: [decision, name, signature].\n"
    }

    private static func list(_ entries: [PrivacyReport.Entry]) -> String {
        entries.map { "* **\($0.subject)**: \($0.statement)\n" }.joined()
    }
}

extension PrivacyReport {
    /// The text for the sign at the door, in lines.
    public static func sign(_ configuration: Configuration, site: SiteDocument? = nil) -> String {
        wrapped(PrivacyFacts(configuration, site: site).sign, width: 72).joined(separator: "\n") + "\n"
    }
}
