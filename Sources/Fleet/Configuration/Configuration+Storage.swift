extension Configuration {
    /// What survives a restart, a crash and a power cut.
    public struct Storage: Equatable, Sendable {
        /// The folder that keeps events until the broker has them; `nil`: they wait in memory only.
        public var directory: String?
        /// The most that they may take there: 8 to 1,048,576 MiB.
        public var maximumMebibytes = 256
        /// For so long after the start of the machine, events wait for a time service to put the clock right:
        /// 0 to 86,400 s.
        public var clockPatienceSeconds = 120

        /// The defaults.
        public init() {}
    }
}

extension Configuration.Storage: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .optional("directory", \.directory, .filePath(example: "/var/lib/footfall")),
        .value("maximumMebibytes", \.maximumMebibytes, .integer(in: 8...1_048_576)),
        .value("clockPatienceSeconds", \.clockPatienceSeconds, .integer(in: 0...86_400)),
    ]
}
