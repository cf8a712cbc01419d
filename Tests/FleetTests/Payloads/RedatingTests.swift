@testable import Fleet
import Foundation
import Testing
import Timekeeping

struct RedatingTests {
    private func moved(_ text: String, by seconds: Int64) -> String {
        String(decoding: Redating.moved(Array(text.utf8), by: .seconds(seconds)), as: UTF8.self)
    }

    @Test func `every time moves, and nothing else`() {
        let before = """
            {"id":"0190a000-0000-7000-8000-000000000000","time":"1970-01-01T00:00:10.250Z","sequence":7,\
            "data":{"startedAt":"1970-01-01T00:00:01.000Z","dwellSeconds":9,"zone":"shop"}}
            """
        let after = """
            {"id":"0190a000-0000-7000-8000-000000000000","time":"2026-05-28T20:26:50.250Z","sequence":7,\
            "data":{"startedAt":"2026-05-28T20:26:41.000Z","dwellSeconds":9,"zone":"shop"}}
            """
        #expect(moved(before, by: 1_780_000_000) == after)
        #expect(moved(after, by: -1_780_000_000) == before)
    }

    @Test func `a payload that doubted its clock does so no more, a short one stays as it is`() {
        #expect(moved(#"{"clock":"unsynchronised"}"#, by: 1) == #"{"clock":"synchronised"}"#)
        #expect(moved(#"{"clock":"holdover"}"#, by: 1) == #"{"clock":"holdover"}"#)
        #expect(moved("", by: 1) == "" && moved("{}", by: 1) == "{}")
    }

    @Test(arguments: [
        #""1970-01-01 00:00:10.250Z""#, #""1970-13-01T00:00:10.250Z""#, #""1970-01-01T24:00:10.250Z""#,
        #""1970-01-01T00:00:10.25xZ""#, #""1970-01-01T00:00:10.250+""#, #"1970-01-01T00:00:10.250Z"#,
    ])
    func `what is not written as this room writes times stays as it is`(text: String) {
        #expect(moved(text, by: 60) == text)
    }
}
