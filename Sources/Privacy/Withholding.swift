/// Keeps back figures that stand for fewer than `k` people or devices.
///
/// What is kept back looks the same for every value from 0 to `k - 1`.
public struct Withholding: Equatable, Sendable {
    /// The smallest number that is published; at least ``PrivacyFloor/smallestK``.
    public let k: Int

    /// A rule with this threshold; the compiled-in floor holds for a smaller `k`.
    public init(k: Int) { self.k = max(k, PrivacyFloor.smallestK) }

    /// `count`, or `nil` when it is to be kept back.
    public func released(_ count: Int) -> Int? { count < k ? nil : count }

    /// A figure with its interval in whole numbers, or `nil` when it is to be kept back.
    ///
    /// A lower end under `k` becomes 0: the interval stays true, and does not tell small numbers apart.
    public func released(_ value: Double, low: Double, high: Double) -> RoundedEstimate? {
        let rounded = Int(value.rounded())
        guard rounded >= k else { return nil }
        let low = Int(low.rounded(.down))
        return RoundedEstimate(value: rounded, low: low < k ? 0 : low, high: Int(high.rounded(.up)))
    }

    /// A figure with its 95 % interval, as it may be published.
    public struct RoundedEstimate: Equatable, Sendable {
        /// The figure, at least `k`.
        public let value: Int
        /// The lower end: 0, or at least `k`.
        public let low: Int
        /// The upper end.
        public let high: Int
    }
}
