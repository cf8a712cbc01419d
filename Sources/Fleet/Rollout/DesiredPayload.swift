/// What a fleet manager signs.
public struct DesiredPayload: Equatable, Sendable {
    private let envelope: DesiredEnvelope

    /// A payload of these parts.
    ///
    /// - Parameters:
    ///   - document: Any part of the keys of a configuration, or a site document.
    /// - Throws: all problems that can be found without the box.
    public init(
        version: Int, _ document: DocumentValue, rollout: RolloutPlan = RolloutPlan()
    ) throws(InvalidConfiguration) {
        let isSite = SiteDocument.isMeant(by: document)
        let configuration = isSite ? DocumentValue(.object([])) : document
        envelope = DesiredEnvelope(
            version: version, rollout: rollout, configuration: configuration, site: isSite ? document : nil)
        if isSite { _ = try SiteDocument(document) }
        var reader = SectionReader()
        var copy = DesiredEnvelope()
        reader.section(envelope.document, into: &copy)
        guard reader.problems.isEmpty else { throw InvalidConfiguration(problems: reader.problems.sorted()) }
        // The keys that every box has of its own.
        let ground = DocumentValue.members([
            "site": .text("any"), "sensor": .text("any"), "capture": .members(["adapter": .text("any")]),
        ])
        let problems: [ConfigurationProblem]
        do throws(InvalidConfiguration) {
            _ = try Configuration(ground.overlaid(by: configuration))
            return
        } catch { problems = error.problems }
        // Whether a box's own keys go with these is for the box to say.
        let certain = problems.filter { $0.kind != .contradiction }
        if !certain.isEmpty { throw InvalidConfiguration(problems: certain) }
    }

    /// The payload's bytes.
    public var json: [UInt8] {
        var members: [(String, DocumentValue)] = [("version", DocumentValue(.integer(envelope.version)))]
        if !envelope.rollout.canaries.isEmpty { members.append(("rollout", envelope.rollout.document)) }
        members.append(("configuration", envelope.configuration))
        if let site = envelope.site { members.append(("site", site)) }
        return DocumentValue.members(members).json()
    }
}
