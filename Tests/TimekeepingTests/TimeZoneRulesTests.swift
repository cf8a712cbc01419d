import Foundation
import Testing
import Timekeeping

/// Against Foundation's own reading of the same database.
struct TimeZoneRulesTests {
    static let names = [
        "Europe/Berlin", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Asia/Kolkata",
        "Africa/Casablanca", "Pacific/Apia", "Asia/Tehran", "Europe/Dublin", "America/Nuuk", "Etc/GMT+5",
    ]

    private static func rules(_ name: String) throws -> TimeZoneRules {
        let data = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)"))
        return try #require(TimeZoneRules(tzif: Array(data)), "\(name)")
    }

    @Test(arguments: names) func `offsets are those that Foundation knows`(name: String) throws {
        let rules = try Self.rules(name)
        let zone = try #require(TimeZone(identifier: name))
        // 2000 to 2036 in steps that meet every hour of the day and day of the year.
        for second in stride(from: 946_684_800, to: 2_082_758_400, by: 86_400 * 3 + 3_600 * 5 + 1) {
            let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
            #expect(rules.offsetSeconds(at: WallTime(seconds: Int64(second))) == expected, "\(name) at \(second)")
        }
    }

    @Test func `after the last transition the rule of the footer goes on`() throws {
        let berlin = try Self.rules("Europe/Berlin")
        // 2050: the last Sundays of March and October are the 27th and the 30th, and clocks change at 01:00 UTC.
        let spring: Int64 = 2_531_955_600
        let autumn: Int64 = 2_550_704_400
        #expect(WallTime(seconds: spring).rfc3339 == "2050-03-27T01:00:00.000Z")
        #expect(WallTime(seconds: autumn).rfc3339 == "2050-10-30T01:00:00.000Z")
        #expect(
            [spring - 1, spring, autumn - 1, autumn].map { berlin.offsetSeconds(at: WallTime(seconds: $0)) }
                == [3_600, 7_200, 7_200, 3_600])
        let sydney = try Self.rules("Australia/Sydney")
        #expect(sydney.offsetSeconds(at: WallTime(seconds: spring)) == 39_600, "summer lasts over the new year")
    }

    @Test func `what is no such file is refused, cut off anywhere it neither traps nor is read past its end`() throws {
        #expect(TimeZoneRules(tzif: []) == nil)
        #expect(TimeZoneRules(tzif: Array("TZif".utf8)) == nil)
        let bytes = Array(try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Berlin")))
        for count in stride(from: 0, to: bytes.count - 60, by: 7) {
            #expect(TimeZoneRules(tzif: Array(bytes[..<count])) == nil)
        }
        for place in stride(from: 0, to: bytes.count, by: 3) {
            var damaged = bytes
            damaged[place] ^= 0xFF
            _ = TimeZoneRules(tzif: damaged)?.offsetSeconds(at: WallTime(seconds: 2_531_955_600))
        }
    }
}
