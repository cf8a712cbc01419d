/// What no configuration can go below. Compiled in; a document that tries is refused as a whole.
struct PrivacyFloor: Sendable {
    let allowed: ClosedRange<Int>
    /// The reason, as the end of a sentence.
    let reason: String

    /// Counts of fewer people are withheld.
    static let threshold = Self(
        allowed: 5...(.max), reason: "a count of fewer than 5 could single people out, and no configuration allows it")

    /// The life of an epoch key.
    static let epochSeconds = Self(
        allowed: 300...900, reason: "keys live 5 to 15 minutes, and no configuration can stretch that")

    /// The length of a session tag.
    static let sessionTagBits = Self(
        allowed: 0...32, reason: "a longer tag tells devices apart too well, and no configuration allows it")
}
