extension Configuration {
    /// When a visit begins, rests and ends, and what it is called.
    public struct Presence: Equatable, Sendable {
        /// Times that suit a sort of place.
        public enum Preset: String, CaseIterable, Sendable {
            /// A shop: a visitor stays 2 min, an engaged one 10 min.
            case retail
            /// A stand or a machine: 15 s and 2 min.
            case kiosk
            /// A station or a passage: 1 min and 5 min.
            case transit

            fileprivate var visitorAfterSeconds: Int {
                switch self {
                case .retail: 120
                case .kiosk: 15
                case .transit: 60
                }
            }

            fileprivate var engagedAfterSeconds: Int {
                switch self {
                case .retail: 600
                case .kiosk: 120
                case .transit: 300
                }
            }
        }

        /// Where the two times below come from unless they are given.
        public private(set) var preset: Preset
        /// Without a sighting for so long, a visit is idle: 60 to 3600 s.
        public var idleAfterSeconds = 300
        /// Without a sighting for so long, it has ended: 120 to 7200 s, longer than `idleAfterSeconds`.
        public var endAfterSeconds = 600
        /// After so long inside, a passer-by is a visitor: 5 to 3600 s.
        public var visitorAfterSeconds: Int
        /// After so long inside, a visitor is engaged: 10 to 14400 s, longer than `visitorAfterSeconds`.
        public var engagedAfterSeconds: Int

        /// The defaults, with the times of `preset`.
        public init(preset: Preset = .retail) {
            self.preset = preset
            visitorAfterSeconds = preset.visitorAfterSeconds
            engagedAfterSeconds = preset.engagedAfterSeconds
        }
    }
}

extension Configuration.Presence: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        // First, so that the times below have its defaults.
        .value("preset", \.presetWithItsTimes, .choice),
        .value("idleAfterSeconds", \.idleAfterSeconds, .integer(in: 60...3600)),
        .value("endAfterSeconds", \.endAfterSeconds, .integer(in: 120...7200)),
        .value("visitorAfterSeconds", \.visitorAfterSeconds, .integer(in: 5...3600)),
        .value("engagedAfterSeconds", \.engagedAfterSeconds, .integer(in: 10...14_400)),
    ]

    private var presetWithItsTimes: Preset {
        get { preset }
        set {
            preset = newValue
            visitorAfterSeconds = newValue.visitorAfterSeconds
            engagedAfterSeconds = newValue.engagedAfterSeconds
        }
    }

    var contradictions: [Contradiction] {
        var found: [Contradiction] = []
        if endAfterSeconds <= idleAfterSeconds {
            let message = "must be longer than idleAfterSeconds (a visit is idle first, and ends later)"
            found.append(Contradiction("endAfterSeconds", "idleAfterSeconds", message: message))
        }
        if engagedAfterSeconds <= visitorAfterSeconds {
            let message = "must be longer than visitorAfterSeconds (if only one is given, the preset has the other)"
            found.append(Contradiction("engagedAfterSeconds", "visitorAfterSeconds", message: message))
        }
        return found
    }
}
