extension Configuration {
    /// How devices are counted.
    public struct Counting: Equatable, Sendable {
        /// The class table to count by, as `footfall evaluate count --learn` prints it; `nil`: the one that is shipped.
        public var classTableFile: String?

        /// The defaults.
        public init() {}
    }
}

extension Configuration.Counting: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .optional("classTableFile", \.classTableFile, .filePath(example: "/etc/footfall/classes.json"))
    ]
}
