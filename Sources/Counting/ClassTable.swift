/// How many devices of one class were probably present, given how often the class scanned in 15 minutes.
///
/// Rows: number of scan events. Columns: share of the 15 minutes with at least one event, in sixths.
public struct ClassTable: Equatable, Sendable {
    /// What it was learnt from.
    public let origin: String
    /// Cells that cannot occur are left out at the end of a row; the nearest one serves.
    public let rows: [[Double]]

    /// A table; `nil` unless there is a row for each of ``upperBounds`` and one more, each of one to six numbers from 0 to
    /// 40.
    public init?(origin: String, rows: [[Double]]) {
        guard rows.count == Self.upperBounds.count + 1,
            rows.allSatisfy({ (1...Self.columns).contains($0.count) && $0.allSatisfy((0...Self.mostPerClass).contains) }
            )
        else { return nil }
        self.origin = origin
        self.rows = rows
    }

    private init(shipped rows: [[Double]]) {
        origin = "labelled captures of 33 phone models, 2021 to 2023, resampled to shop days"
        self.rows = rows
    }

    /// The expected number of devices.
    ///
    /// - Parameters:
    ///   - scans: Scan events of the class in the window, at least 1.
    ///   - busyMinutes: Minutes with at least one event, 1 to 15.
    public func devices(scans: Int, busyMinutes: Int) -> Double {
        let (row, column) = Self.cell(scans: scans, busyMinutes: busyMinutes)
        let value = rows[row][min(column, rows[row].count - 1)]
        guard scans > Self.saturation else { return value }
        return min(value * Double(scans) / Self.saturatedScans, Self.mostPerClass)
    }

    /// Where a class stands in the table.
    public static func cell(scans: Int, busyMinutes: Int) -> (row: Int, column: Int) {
        (upperBounds.firstIndex { scans <= $0 } ?? upperBounds.count, min(busyMinutes * 6 / 15, columns - 1))
    }

    /// The last number of scans of each row but the last.
    public static let upperBounds = [1, 2, 3, 4, 6, 8, 11, 15, 20, 27, 36, 50, 75, 120]
    /// The most columns of a row.
    public static let columns = 6

    /// The one that is used unless another was learnt.
    public static let shipped = Self(shipped: [
        [0.27, 0.27, 0.29, 0.57],
        [0.36, 0.42, 0.54, 0.57],
        [0.41, 0.56, 0.59, 0.65, 0.90],
        [0.51, 0.65, 0.76, 0.89, 0.94, 1.20],
        [0.48, 0.75, 0.91, 0.97, 1.15, 1.37],
        [0.53, 0.83, 1.08, 1.24, 1.42, 1.49],
        [0.41, 0.83, 1.25, 1.53, 1.61, 1.56],
        [0.29, 0.86, 1.22, 1.69, 1.90, 1.80],
        [0.17, 0.79, 1.13, 1.75, 2.15, 2.19],
        [0.16, 0.64, 1.18, 1.84, 2.45, 2.82],
        [0.20, 0.44, 0.95, 2.00, 2.84, 3.41],
        [0.25, 0.31, 0.58, 1.84, 3.19, 3.92],
        [0.29, 0.39, 0.53, 1.62, 4.23, 4.74],
        [0.43, 0.45, 0.51, 1.57, 6.14, 6.79],
        [0.47, 0.47, 0.50, 3.92, 9.45, 10.05],
    ])

    /// Above so many scans the last rows grow in proportion.
    public static let saturation = 75
    /// What the last rows hold for one scan is the value over so many.
    public static let saturatedScans = 90.0
    /// No class is taken for more devices than this: an attacker can imitate one.
    public static let mostPerClass = 40.0
}
