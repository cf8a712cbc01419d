extension Configuration {
    /// Where a monitoring system reads how the agent does.
    public struct Metrics: Equatable, Sendable {
        /// The file that node_exporter's textfile collector reads; `nil`: none is written.
        public var file: String?
        /// The address on which `/metrics` is answered; `nil`: none.
        public var listen: ListenAddress?

        /// The defaults.
        public init() {}
    }
}

extension Configuration.Metrics: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .optional("file", \.file, .metricsFile),
        .optional("listen", \.listen, .listenAddress),
    ]
}
