extension Configuration {
    /// Where frames come from.
    public struct Capture: Equatable, Sendable {
        /// The network interface, in monitor mode.
        public var interface: String
        /// Bytes kept of each frame: 256 to 65535.
        public var snapshotLengthBytes = 512
        /// The kernel's ring for frames that wait for the agent: 1024 to 262144 KiB.
        public var bufferKibibytes = 4096

        /// The defaults, on this interface.
        public init(interface: String) { self.interface = interface }
    }
}

extension Configuration.Capture: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .required("interface", \.interface, .interfaceName),
        .value("snapshotLengthBytes", \.snapshotLengthBytes, .integer(in: 256...65535)),
        .value("bufferKibibytes", \.bufferKibibytes, .integer(in: 1024...262_144)),
    ]
}
