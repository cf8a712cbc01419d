extension Configuration {
    /// People who agreed, and people who objected.
    public struct Consent: Equatable, Sendable {
        /// Whether grants and revocations are taken from the broker: by one sensor of a site, its locator.
        public var enabled = false
        /// The file that keeps consents over a restart, their addresses sealed; `nil` keeps them in memory only.
        public var consentFile: String?
        /// The file of the deny-list, made by `footfall deny`; `nil` for none.
        public var denyFile: String?
        /// The file of this box's own private key, by which both files are read; made when it is needed.
        public var keyFile: String?

        /// The defaults.
        public init() {}
    }
}

extension Configuration.Consent: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .value("enabled", \.enabled, .boolean),
        .optional("consentFile", \.consentFile, .filePath(example: "/var/lib/footfall/consents.json")),
        .optional("denyFile", \.denyFile, .filePath(example: "/var/lib/footfall/deny.json")),
        .optional("keyFile", \.keyFile, .filePath(example: "/var/lib/footfall/box.key")),
    ]

    var contradictions: [Contradiction] {
        guard keyFile == nil else { return [] }
        let message = "cannot be read without keyFile (give the file of this box's key)"
        return [("consentFile", consentFile), ("denyFile", denyFile)].filter { $0.1 != nil }.map {
            Contradiction($0.0, "keyFile", message: message)
        }
    }
}
