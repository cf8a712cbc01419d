public import Timekeeping

/// How many visits went from one zone to another in an hour; the place behind the last zone is outside.
public struct ZoneFlows: Equatable, Sendable {
    /// When counting began, and when it ended.
    public internal(set) var from, to: WallTime
    /// How many zones there are.
    public let zones: Int
    private var counts: [Int]

    /// No flows yet.
    public init(zones: Int, from: WallTime, to: WallTime) {
        self.zones = zones
        self.from = from
        self.to = to
        counts = [Int](repeating: 0, count: (zones + 1) * (zones + 1))
    }

    /// How many went from a zone to another; `nil` is outside.
    public func count(from: Int?, to: Int?) -> Int { counts[place(from, to)] }

    /// One went from a zone to another.
    public mutating func add(from: Int?, to: Int?) {
        if from != to { counts[place(from, to)] += 1 }
    }

    private func place(_ from: Int?, _ to: Int?) -> Int { (from ?? zones) * (zones + 1) + (to ?? zones) }
}
