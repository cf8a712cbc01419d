import Counting
import Presence
import Privacy

extension Withholding {
    /// A figure with its interval in whole numbers, or `nil` when it is to be kept back.
    func released(_ estimate: Estimate) -> RoundedEstimate? {
        released(estimate.value, low: estimate.low, high: estimate.high)
    }

    /// A share in whole per cent; `nil` when it would tell that fewer than `k` are, or are not, among them.
    func share(_ part: Int, of whole: Int) -> Double? {
        guard released(part) != nil, released(whole - part) != nil else { return nil }
        return (Double(part) / Double(whole) * 100).rounded() / 100
    }
}

extension NoiseBudget {
    /// Whether the counts of windows of a length are paid for: the longest come first.
    func pays(for length: FootfallTally.Length) -> Bool {
        switch length {
        case .minute: false
        case .quarterHour: pays(forWindowsOfDay: 100 + 25 + 1)
        case .hour: pays(forWindowsOfDay: 25 + 1)
        case .day: pays(forWindowsOfDay: 1)
        }
    }
}
