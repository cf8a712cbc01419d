extension Configuration {
    /// People who agreed, and people who objected.
    public struct Consent: Equatable, Sendable {
        /// Whether grants and revocations are taken from the broker: by one sensor of a site, its locator.
        public var enabled = false
        /// The file of the deny-list, made by `footfall deny`; `nil` for none.
        public var denyFile: String?
        /// The file of this box's own private key, by which the deny-list is read; made when it is needed.
        public var keyFile: String?

        /// The defaults.
        public init() {}
    }
}

extension Configuration.Consent: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .value("enabled", \.enabled, .boolean),
        .optional("denyFile", \.denyFile, .filePath(example: "/var/lib/footfall/deny.json")),
        .optional("keyFile", \.keyFile, .filePath(example: "/var/lib/footfall/box.key")),
    ]

    var contradictions: [Contradiction] {
        guard denyFile != nil, keyFile == nil else { return [] }
        let message = "cannot be read without keyFile (give the file of this box's key)"
        return [Contradiction("denyFile", "keyFile", message: message)]
    }
}
