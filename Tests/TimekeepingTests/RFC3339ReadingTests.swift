import Foundation
import Testing

@testable import Timekeeping

struct RFC3339ReadingTests {
    @Test func `it agrees with Foundation over two centuries`() throws {
        let formatter = ISO8601DateFormatter()
        for seconds in stride(from: Int64(0), to: 7_258_118_400, by: 8_640_123) {
            let text = formatter.string(from: Date(timeIntervalSince1970: Double(seconds)))
            #expect(WallTime(rfc3339: text) == WallTime(seconds: seconds), "\(text)")
        }
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.5Z", 500_000_000),
        ("2026-01-31T23:59:59.123Z", 1_769_903_999_123_000_000),
        ("2000-02-29T00:00:00.000000001Z", 951_782_400_000_000_001),
    ])
    func `fractions are read to the nanosecond`(text: String, nanoseconds: Int64) {
        #expect(WallTime(rfc3339: text)?.nanoseconds == nanoseconds)
    }

    @Test(arguments: [
        "", "2026-01-31", "2026-01-31T23:59:59", "2026-01-31T23:59:59+00:00", "2026-01-31 23:59:59Z",
        "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
        "2026-01-31T24:00:00Z", "2026-01-31T23:60:00Z", "2026-01-31T23:59:60Z", "2026-01-31T23:59:59.Z",
        "2026-01-31T23:59:59.1234567890Z", "1969-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "2026-01-31T23:59:5xZ",
    ])
    func `anything else is none`(text: String) { #expect(WallTime(rfc3339: text) == nil) }
}
