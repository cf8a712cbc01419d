import Positioning

/// How an area is cut into zones of equal size.
public struct ZoneRaster: Equatable, Sendable {
    /// Zones side by side.
    public let columns: Int
    /// Zones above each other.
    public let lines: Int

    /// A raster of 1 to 64 zones each way; nil when it is none.
    public init?(columns: Int, lines: Int) {
        guard Self.sizes.contains(columns), Self.sizes.contains(lines) else { return nil }
        (self.columns, self.lines) = (columns, lines)
    }

    /// The raster that is written as `3x3`: columns, then lines.
    public init?(_ text: String) {
        let numbers = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let columns = numbers[0], let lines = numbers[1] else { return nil }
        self.init(columns: columns, lines: lines)
    }

    /// Three by three, as the published baselines have it.
    public static let usual = Self(equalSides: 3)

    /// The zones of `area`, column by column from the lower left corner. Those at its edge reach a metre beyond it, so
    /// that a point that was surveyed at the wall belongs to one.
    func zones(of area: SiteArea, floor: String) -> [Zone] {
        (0..<columns * lines).map { index in
            let (column, line) = (index / lines, index % lines)
            return Zone(
                name: "zone-\(column + 1)-\(line + 1)", floor: floor,
                outline: Polygon(
                    x0: edge(column, of: columns, area.x0, area.x1), y0: edge(line, of: lines, area.y0, area.y1),
                    x1: edge(column + 1, of: columns, area.x0, area.x1),
                    y1: edge(line + 1, of: lines, area.y0, area.y1)))
        }
    }

    private init(equalSides count: Int) { (columns, lines) = (count, count) }

    /// Neighbours share exactly the same edge.
    private func edge(_ index: Int, of count: Int, _ low: Double, _ high: Double) -> Double {
        switch index {
        case 0: low - 1
        case count: high + 1
        default: low + Double(index) * (high - low) / Double(count)
        }
    }

    private static let sizes = 1...64
}
