/// Who goes first.
public struct RolloutPlan: Equatable, Sendable {
    /// The sensors that apply the document at once; all others wait for them. Empty: nobody waits.
    public var canaries: [String] = []
    /// How long the others wait after the last canary has applied it: 0 to 604800 s.
    public var holdForSeconds = 600

    /// Nobody waits.
    public init() {}
}

extension RolloutPlan: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .value("canaries", \.canaries, .sensors),
        .value("holdForSeconds", \.holdForSeconds, .integer(in: 0...604_800)),
    ]
}
