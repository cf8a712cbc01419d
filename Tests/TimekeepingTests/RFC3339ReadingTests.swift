import Foundation
import Testing
import Timekeeping

struct RFC3339ReadingTests {
    /// Foundation's calendar is the judge.
    @Test func `times from 1678 to 2262 are read as Foundation reads them`() throws {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        for step in Int64(-292)...292 {
            let seconds = step * 31_536_000 + step * 7_919
            let time = WallTime(seconds: seconds) + .milliseconds(step.magnitude.isMultiple(of: 2) ? 125 : 0)
            let date = try #require(formatter.date(from: time.rfc3339))
            let read = try #require(WallTime(rfc3339: Array(time.rfc3339.utf8)[...]))
            #expect(read == time)
            #expect(abs(date.timeIntervalSince1970 - Double(read.nanoseconds) / 1e9) < 0.001)
        }
    }

    @Test(arguments: [
        "", "2026-01-31T23:59:59Z", "2026-01-31t23:59:59.123Z", "2026-00-31T23:59:59.123Z", "2026-01-31T23:60:59.123Z",
    ])
    func `any other text is none`(text: String) {
        #expect(WallTime(rfc3339: Array(text.utf8)[...]) == nil)
    }
}
