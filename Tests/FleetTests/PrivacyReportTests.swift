import Foundation
import Testing

@testable import Fleet

struct PrivacyReportTests {
    @Test func `the report says what the configuration says`() throws {
        var configuration = Configuration(site: "shop-12", sensor: "entrance", interface: "wlan0mon")
        configuration.privacy.k = 9
        configuration.privacy.epochSeconds = 300
        configuration.presence.endAfterSeconds = 480
        let text = PrivacyReport(configuration).sections.flatMap(\.entries).map(\.statement).joined(separator: " ")
        #expect(
            PrivacyReport(configuration).text.contains("shop-12") && text.contains("fewer than 9")
                && text.contains("0 and 8 look the same"))
        #expect(text.contains("destroyed after 5 minutes and a grace of 8 minutes") && text.contains("13 minutes"))
        configuration.privacy.preset = .anonymous
        #expect(PrivacyReport(configuration).text.contains("None: the preset is anonymous"))
        #expect(PrivacyReport(configuration).text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test func `the report knows the site, the noise, and what is kept on disk`() throws {
        var configuration = Configuration(site: "example-shop", sensor: "entrance", interface: "w")
        #expect(statements(configuration).contains("No differential privacy is claimed"))
        #expect(ImpactAssessment(configuration).markdown.contains("nothing of people on disk"))
        configuration.consent.enabled = true
        #expect(statements(configuration).contains("kept sealed in memory, and ends with the agent"))
        configuration.consent.consentFile = "/c.json"
        configuration.privacy.noise.epsilonPerWindow = 0.5
        configuration.privacy.noise.epsilonPerDay = 13
        configuration.storage.directory = "/var/lib/footfall"
        let site = try SiteDocument(reading: Array(Self.site.utf8), as: .yaml)
        let text = statements(configuration, site: site)
        #expect(text.contains("sealed for this box in a file") && text.contains("epsilon 0.5 for each count"))
        #expect(text.contains("east, west send what they hear to the locator (west)"))
        #expect(text.contains("Per zone (hall)") && !text.contains("No differential privacy"))
        let assessment = ImpactAssessment(configuration, site: site).markdown
        #expect(assessment.contains("on disk the consents, sealed; messages until the broker has them"))
    }

    private static let site = """
        {site: example-shop, version: 1, timeZone: UTC, floors: [{id: g, outline: [[0, 0], [9, 0], [9, 9], [0, 9]]}],
         zones: [{id: hall, floor: g, outline: [[0, 0], [9, 0], [9, 9], [0, 9]]}],
         sensors: [{id: east, floor: g, x: 1, y: 1}, {id: west, floor: g, x: 8, y: 8, roles: [sensor, locator]}]}
        """

    private func statements(_ configuration: Configuration, site: SiteDocument? = nil) -> String {
        PrivacyReport(configuration, site: site).sections.flatMap(\.entries).map(\.statement).joined(separator: " ")
    }

    @Test func `what the deny-list is missing for is told`() {
        var configuration = Configuration(site: "s", sensor: "e", interface: "w")
        #expect(verdict(configuration, "24 hours") == .notMet)
        configuration.consent.denyFile = "/var/lib/footfall/deny.json"
        #expect(verdict(configuration, "24 hours") == .met)
        #expect(verdict(configuration, "within 5 minutes") == .notMet)
    }

    @Test func `the page is well formed, and the document is JSON`() throws {
        let report = PrivacyReport(Configuration(site: "s", sensor: "e", interface: "w"))
        let page = report.html.replacing("<!DOCTYPE html>", with: "").replacing(
            #"<meta charset="utf-8"><meta name="viewport" content="width=device-width">"#, with: "")
        let reader = XMLText(page)
        #expect(reader.isBalanced, "\(reader.open)")
        let object = try JSONSerialization.jsonObject(with: Data(report.document.json())) as? [String: Any]
        #expect((object?["sections"] as? [Any])?.count == 6)
    }

    @Test func `the sign and the assessment name the horizon and leave the operator's facts open`() {
        let configuration = Configuration(site: "s", sensor: "e", interface: "w")
        #expect(PrivacyReport.sign(configuration).replacing("\n", with: " ").contains("after 20 minutes at the most"))
        let assessment = ImpactAssessment(configuration).markdown
        #expect(assessment.contains("[data protection officer]") == false && assessment.contains("Controller: [name"))
        for chapter in 1...6 { #expect(assessment.contains("\n## \(chapter). ")) }
    }

    private func verdict(_ configuration: Configuration, _ subject: String) -> PrivacyReport.Verdict? {
        PrivacyReport(configuration).sections.flatMap(\.entries).first { $0.subject.contains(subject) }?.verdict
    }
}

/// Tags of a page, as they open and close.
private struct XMLText {
    private(set) var open: [String] = []
    private(set) var isBalanced = true

    init(_ text: String) {
        for match in text.matches(of: /<(\/?)([a-z0-9]+)[^>]*>/) {
            if match.1.isEmpty {
                open.append(String(match.2))
            } else if open.popLast() != String(match.2) {
                isBalanced = false
            }
        }
        if !open.isEmpty { isBalanced = false }
    }
}
