/// Whether the scans of a class come like those of one phone: by a clock.
///
/// A phone that is left alone scans every so many seconds, whatever addresses it uses; two of a kind never tick together.
/// The period is found by a vote: a gap that fits it to a sixteenth, once, twice or three times, speaks for it, and any
/// other one against it. (A thirty-second would lose a third of the scans of a clock that jitters by 3 %.) Gaps are
/// between scans of the class, whoever sent them: no address is looked at.
struct ScanRhythm: Equatable, Sendable {
    private var periodSeconds: Float = 0
    private var votes: UInt8 = 0

    /// A scan came so long after the one before; answers whether it fits the period.
    mutating func scanned(afterSeconds gap: Float) -> Bool {
        let periods = periodSeconds > 0 ? max((gap / periodSeconds).rounded(), 1) : 4
        if periods <= 3, abs(gap - periods * periodSeconds) <= max(0.5, periodSeconds / 16) {
            periodSeconds += (gap / periods - periodSeconds) / 4
            votes = min(votes + 1, 8)
            return true
        }
        if votes > 0 { votes -= 1 } else { periodSeconds = gap }
        return false
    }
}
