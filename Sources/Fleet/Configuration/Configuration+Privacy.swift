public import Privacy

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
        /// What is added to exported counts.
        public var noise = Noise()

        /// The defaults.
        public init() {}

        /// Noise on exported counts, which is off as long as nothing is said.
        public struct Noise: Equatable, Sendable {
            /// The ε of one count of one window; `nil` for no noise.
            public var epsilonPerWindow: Double?
            /// What all windows of a day may spend on one count.
            public var epsilonPerDay: Double?

            /// The defaults.
            public init() {}

            /// The budget that this is; `nil` for none.
            public var budget: NoiseBudget? {
                guard let epsilonPerWindow, let epsilonPerDay else { return nil }
                return NoiseBudget(
                    milliepsilonOfWindow: Int((epsilonPerWindow * 1_000).rounded()),
                    milliepsilonOfDay: Int((epsilonPerDay * 1_000).rounded()))
            }
        }
    }
}

extension Configuration.Privacy: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .value("preset", \.preset, .choice),
        .value("k", \.k, .integer(in: 5...1000, floor: .threshold)),
        .value("epochSeconds", \.epochSeconds, .integer(in: 300...900, floor: .epochSeconds)),
        .value("sessionTagBits", \.sessionTagBits, .integer(in: 24...32, floor: .sessionTagBits)),
        .section("noise", \.noise),
    ]
}

extension Configuration.Privacy.Noise: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .optional(
            "epsilonPerWindow", \.epsilonPerWindow, .quantity(in: 0.01...2, "epsilon", example: "0.5")),
        .optional("epsilonPerDay", \.epsilonPerDay, .quantity(in: 0.01...200, "epsilon", example: "13")),
    ]

    var contradictions: [Contradiction] {
        guard (epsilonPerWindow == nil) == (epsilonPerDay == nil) else {
            let message = "needs both keys, or neither (give what a window and what a day may spend)"
            return [Contradiction("epsilonPerWindow", "epsilonPerDay", message: message)]
        }
        guard epsilonPerWindow != nil, budget == nil else { return [] }
        let message = "is less than one window spends (raise it, or lower epsilonPerWindow)"
        return [Contradiction("epsilonPerDay", "epsilonPerWindow", message: message)]
    }
}
