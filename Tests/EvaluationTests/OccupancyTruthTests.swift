import Evaluation
import Testing
import Timekeeping

struct OccupancyTruthTests {
    private let table = "epoch_s,people_present_from_here\n1000.5,4\n1010,0\n1030,2\n1040,end\n"

    @Test func `the mean over a window is weighted with time`() throws {
        let truth = try OccupancyTruth(Array(table.utf8))
        #expect(truth.span == WallTime(nanoseconds: 1_000_500_000_000)..<WallTime(seconds: 1040))
        #expect(truth.mean(from: WallTime(seconds: 1001), to: WallTime(seconds: 1009)) == 4)
        #expect(truth.mean(from: WallTime(seconds: 1000), to: WallTime(seconds: 1040)) == 58.0 / 39.5)
        #expect(truth.mean(from: WallTime(seconds: 1020), to: WallTime(seconds: 1040)) == 1)
    }

    @Test func `a window of which less than half was counted has no truth`() throws {
        let truth = try OccupancyTruth(Array(table.utf8))
        #expect(truth.mean(from: WallTime(seconds: 1030), to: WallTime(seconds: 1050)) == 2)
        #expect(truth.mean(from: WallTime(seconds: 1031), to: WallTime(seconds: 1050)) == nil)
        #expect(truth.mean(from: WallTime(seconds: 2000), to: WallTime(seconds: 2300)) == nil)
    }

    @Test func `a table without an end, out of order or without a count is refused`() {
        let cases = [
            ("5,1\n4,2\n9,end", "line 3: earlier than the row before (sort the rows by epoch_s)"),
            ("5,1\n9,end\n10,3", "line 4: a row behind the end"),
            ("5,1", "line 2: no row says end (until when was it counted? EPOCH_S,end)"),
            ("9,end", "line 2: no count (a row for each)"),
            ("5,-1", "line 2: people_present_from_here is -1, no number from 0.0 to 100000.0"),
        ]
        for (rows, message) in cases {
            #expect {
                _ = try OccupancyTruth(Array("epoch_s,people_present_from_here\n\(rows)".utf8))
            } throws: {
                "\($0)" == message
            }
        }
    }
}
