public import Timekeeping

/// How many people were really there, as somebody counted them: from each row's time on, until the next row's.
///
/// Table: `epoch_s,people_present_from_here`, seconds since 1970, rows in order of time; the last row says `end`.
public struct OccupancyTruth: Equatable, Sendable {
    /// When counting began and ended.
    public let span: Range<WallTime>
    private let changes: [Change]

    private struct Change: Equatable {
        let time: WallTime
        let people: Double
    }

    /// Reads the table.
    public init(_ bytes: [UInt8]) throws(CSVProblem) {
        let table = try CSVTable(bytes, columns: ["epoch_s", "people_present_from_here"], required: 2)
        var changes: [Change] = []
        var end: WallTime?
        try table.forEachRow { (row) throws(CSVProblem) in
            let time = WallTime(nanoseconds: Int64(try row.number(0, in: 0...Self.latestSecond) * 1e9))
            guard end == nil else { throw CSVProblem(line: row.line, message: "a row behind the end") }
            if let last = changes.last, time < last.time {
                throw CSVProblem(line: row.line, message: "earlier than the row before (sort the rows by epoch_s)")
            }
            if try row.text(1) == "end" {
                end = time
            } else {
                changes.append(Change(time: time, people: try row.number(1, in: 0...100_000)))
            }
        }
        guard let start = changes.first?.time else { throw CSVProblem(line: 2, message: "no count (a row for each)") }
        guard let end, end > start else {
            throw CSVProblem(line: 2, message: "no row says end (until when was it counted? EPOCH_S,end)")
        }
        span = start..<end
        self.changes = changes
    }

    /// The mean number of people between two instants; nil when less than half of the time between them was counted.
    public func mean(from: WallTime, to: WallTime) -> Double? {
        var (people, counted) = (0.0, 0.0)
        for (index, change) in changes.enumerated() {
            let until = index + 1 < changes.count ? changes[index + 1].time : span.upperBound
            let seconds = (min(until, to) - max(change.time, from)).seconds
            guard seconds > 0 else { continue }
            people += change.people * seconds
            counted += seconds
        }
        return counted > 0 && counted * 2 >= (to - from).seconds ? people / counted : nil
    }

    /// The year 2200.
    private static let latestSecond = 7_258_118_400.0
}
