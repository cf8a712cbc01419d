extension Configuration {
    /// Where the keys are by which a box is known to its site.
    public struct Keys: Equatable, Sendable {
        /// The directory of the box's own private keys; `nil` for a sensor alone.
        public var directory: String?

        /// The defaults.
        public init() {}
    }
}

extension Configuration.Keys: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .optional("directory", \.directory, .filePath(example: "/var/lib/footfall/keys"))
    ]
}
