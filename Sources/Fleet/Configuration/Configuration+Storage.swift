extension Configuration {
    /// Where the agent keeps what must survive a power cut.
    public struct Storage: Equatable, Sendable {
        /// The folder, which is the agent's alone; `nil` keeps all in memory.
        public var directory: String?

        /// The defaults.
        public init() {}
    }
}

extension Configuration.Storage: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .optional("directory", \.directory, .filePath(example: "/var/lib/footfall"))
    ]
}
