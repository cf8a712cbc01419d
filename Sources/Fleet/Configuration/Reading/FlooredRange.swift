import Privacy
import Timekeeping

/// A range that the compiled-in privacy floor allows; a document that leaves it is refused as a whole.
struct FlooredRange: Sendable {
    let allowed: ClosedRange<Int>
    /// The reason, as the end of a sentence.
    let reason: String

    /// Counts of fewer people are withheld.
    static let threshold = Self(
        allowed: PrivacyFloor.smallestK...(.max),
        reason: "a count of fewer than \(PrivacyFloor.smallestK) could single people out, "
            + "and no configuration allows it")

    /// The life of an epoch key.
    static let epochSeconds = Self(
        allowed: Int(PrivacyFloor.shortestEpoch.seconds)...Int(PrivacyFloor.longestEpoch.seconds),
        reason: "keys live 5 to 15 minutes, and no configuration can stretch that")

    /// The length of a session tag.
    static let sessionTagBits = Self(
        allowed: 0...PrivacyFloor.longestTag,
        reason: "a longer tag tells devices apart too well, and no configuration allows it")
}
