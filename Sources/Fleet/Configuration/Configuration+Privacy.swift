extension Configuration {
    /// What may leave, within the floor that is compiled in.
    public struct Privacy: Equatable, Sendable {
        /// What is published.
        public enum Preset: String, CaseIterable, Sendable {
            /// Counts only.
            case anonymous
            /// Counts, and the visits of devices that keep their address, under random identifiers.
            case pseudonymous
        }

        /// What is published.
        public var preset = Preset.pseudonymous
        /// Counts of fewer people are withheld: 5 to 1000.
        public var k = 5
        /// How long a key for pseudonyms lives: 300 to 900 s.
        public var epochSeconds = 600
        /// How long the tags are that tell the devices of one epoch apart: 24 to 32 bits.
        public var sessionTagBits = 32

        /// The defaults.
        public init() {}
    }
}

extension Configuration.Privacy: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .value("preset", \.preset, .choice),
        .value("k", \.k, .integer(in: 5...1000, floor: .threshold)),
        .value("epochSeconds", \.epochSeconds, .integer(in: 300...900, floor: .epochSeconds)),
        .value("sessionTagBits", \.sessionTagBits, .integer(in: 24...32, floor: .sessionTagBits)),
    ]
}
