import Timekeeping

/// A direction of a plot: what it measures, from where to where.
public struct PlotAxis: Equatable, Sendable {
    /// How its numbers are written.
    public enum Notation: Equatable, Sendable {
        /// As they are.
        case number
        /// Seconds of Unix time, as time of day in UTC; as dates where they span days.
        case time
        /// Shares as percentages.
        case percentage
    }

    /// What it measures, with its unit.
    public let label: String
    /// Its ends.
    public let range: ClosedRange<Double>
    let notation: Notation

    /// An axis over exactly this range.
    public init(_ label: String, _ range: ClosedRange<Double>, _ notation: Notation = .number) {
        self.label = label
        self.notation = notation
        self.range = range.upperBound > range.lowerBound ? range : range.lowerBound...(range.lowerBound + 1)
    }

    /// An axis from 0 to a round number that is not less than any of `values`.
    public init(_ label: String, upTo values: [Double]) {
        let most = values.filter(\.isFinite).max() ?? 0
        let step = Self.step(of: max(most, 1e-9), units: Self.decimalUnits)
        self.init(label, 0...max(step, (most / step).rounded(.up) * step))
    }

    /// Where numbers stand, and as what.
    var ticks: [(value: Double, text: String)] {
        let length = range.upperBound - range.lowerBound
        let step = Self.step(of: length, units: notation == .time ? Self.timeUnits : Self.decimalUnits)
        let first = Int((range.lowerBound / step - 1e-9).rounded(.up))
        let last = Int((range.upperBound / step + 1e-9).rounded(.down))
        guard first <= last, last - first <= 20 else { return [] }
        return (first...last).map { (Double($0) * step, text(Double($0) * step, step: step)) }
    }

    private func text(_ value: Double, step: Double) -> String {
        switch notation {
        case .number: return fixed(value, step >= 1 ? 0 : step >= 0.1 ? 1 : 2)
        case .percentage: return percent(value)
        case .time:
            let seconds = Int(value)
            guard step < 86_400 else {
                let date = CivilTime(WallTime(seconds: Int64(seconds)))
                return "\(date.day)/\(date.month)"
            }
            let minute = (seconds % 86_400 + 86_400) % 86_400 / 60
            return "\(minute / 60):" + (minute % 60 < 10 ? "0" : "") + "\(minute % 60)"
        }
    }

    /// The shortest round step that cuts a length into seven parts at most.
    private static func step(of length: Double, units: (Double) -> [Double]) -> Double {
        units(length).first { length / $0 <= mostParts } ?? length
    }

    private static func decimalUnits(_ length: Double) -> [Double] {
        var unit = 1.0
        while unit * 10 <= length { unit *= 10 }
        while unit > length { unit /= 10 }
        return [0.1, 0.2, 0.5, 1, 2].map { $0 * unit }
    }

    private static func timeUnits(_ length: Double) -> [Double] {
        [60, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000]
    }

    private static let mostParts = 7.0
}
