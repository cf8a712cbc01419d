public import Positioning
public import Timekeeping

/// Where phones really were at known times: `epoch_s,floor,x_m,y_m` of each scan's beginning, as `footfall simulate --site`
/// writes them; or, with `until_s`, of each stop of a walk.
public struct PlaceTable: Sendable {
    /// A stop or a scan at a known place.
    public struct Entry: Equatable, Sendable {
        /// From when on.
        public var from: WallTime
        /// Until when; `nil` for a scan.
        public var until: WallTime?
        /// Where.
        public var place: ResidualMap.Place
    }

    /// The rows, in order of time.
    public let entries: [Entry]

    /// Reads the table; floors are those of `plan`. Columns that are not named above are passed over.
    public init(_ bytes: [UInt8], on plan: FloorPlan) throws(CSVProblem) {
        let table = try CSVTable(bytes, columns: ["epoch_s", "floor", "x_m", "y_m", "until_s"], required: 4)
        var entries: [Entry] = []
        try table.forEachRow { (row) throws(CSVProblem) in
            let name = try row.text(1)
            guard let floor = plan.floorIndex(name) else {
                throw CSVProblem(line: row.line, message: "no floor is called \(CSVRow.shown(name))")
            }
            let from = WallTime(nanoseconds: Int64(try row.number(0, in: Self.seconds) * 1e9))
            let until = try row.numberIfAny(4, in: Self.seconds).map { WallTime(nanoseconds: Int64($0 * 1e9)) }
            if let until, until <= from { throw CSVProblem(line: row.line, message: "until_s is not after epoch_s") }
            let point = Point(x: try row.number(2, in: Self.reach), y: try row.number(3, in: Self.reach))
            entries.append(Entry(from: from, until: until, place: .init(floor: floor, point: point)))
        }
        self.entries = entries.sorted { $0.from < $1.from }
    }

    /// The place of the scan whose first frame came at `time`: that of the one entry that begins up to 1.2 s before it;
    /// `nil` when there is none, or more than one.
    public func place(at time: WallTime) -> ResidualMap.Place? {
        let first = index(notBefore: time - .milliseconds(1200))
        let end = index(notBefore: time + .milliseconds(20))
        return end - first == 1 ? entries[first].place : nil
    }

    private func index(notBefore time: WallTime) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].from < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static let seconds = 0.0...7_258_118_400
    private static let reach = -10_000.0...10_000.0
}
