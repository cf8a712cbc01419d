/// What the box has in its own file: the ground on which desired documents are laid.
public struct BoxConfiguration: Equatable, Sendable {
    /// The document of the file.
    public let document: DocumentValue
    /// What it says.
    public let configuration: Configuration

    /// Reads the box's file.
    ///
    /// - Throws: all problems.
    public init(reading bytes: [UInt8], as format: DocumentFormat) throws(InvalidConfiguration) {
        configuration = try Configuration(reading: bytes, as: format)
        document = try DocumentValue(reading: bytes, as: format)
    }

    /// What the file says under the documents of a generation.
    ///
    /// - Throws: all problems, those of the box's own keys included: it may forbid what a document asks for.
    public func configuration(of generation: Generation) throws(InvalidConfiguration) -> Configuration {
        var document = document
        for upper in [generation.site, generation.sensor].compactMap(\.self) {
            document = document.overlaid(by: upper.configuration)
        }
        var configuration = try Configuration(document)
        if let pushed = generation.site, let site = pushed.site {
            _ = try site.sensor(of: configuration)
            configuration.siteFile = try path(of: pushed)
        }
        let problems = foreignKeys(of: configuration)
        guard problems.isEmpty else { throw InvalidConfiguration(problems: problems) }
        return configuration
    }

    /// Where the site document of a desired document is kept.
    private func path(of document: DesiredDocument) throws(InvalidConfiguration) -> String {
        if let directory = configuration.storage.directory {
            return "\(directory)/\(Self.folder)/\(document.siteFileName)"
        }
        let message = "is needed for a site document that is pushed (set it at the box)"
        let path = DocumentPath.root.key("storage").key("directory")
        throw InvalidConfiguration(problems: [ConfigurationProblem(.contradiction, path: path, at: nil, message)])
    }

    /// The folder below `storage.directory` for what is pushed.
    public static let folder = "fleet"

    /// What only who is at the box may change: who it is, whom it trusts, where it keeps things.
    private func foreignKeys(of other: Configuration) -> [ConfigurationProblem] {
        let own = configuration
        let identity = "is another one's: this is sensor \(own.sensor) at \(own.site) (push it there)"
        let fixed = "can be changed at the box only (leave it out)"
        let keys: [(path: DocumentPath, isChanged: Bool, message: String)] = [
            (.root.key("site"), own.site != other.site, identity),
            (.root.key("sensor"), own.sensor != other.sensor, identity),
            (.root.key("fleet").key("keys"), own.fleet.keys != other.fleet.keys, fixed),
            (.root.key("fleet").key("allowUnsigned"), own.fleet.allowUnsigned != other.fleet.allowUnsigned, fixed),
            (.root.key("storage").key("directory"), own.storage.directory != other.storage.directory, fixed),
        ]
        return keys.filter(\.isChanged).map { ConfigurationProblem(.contradiction, path: $0.path, at: nil, $0.message) }
    }
}
