@testable import Agent
import Fleet
import Foundation
import Testing
import Timekeeping

/// What systemd-timesyncd leaves behind, for an agent that may not ask the kernel.
struct TimeServiceMarkTests {
    private let bench: Workbench
    private let touched = WallTime(seconds: 1_780_000_000)

    init() throws {
        bench = try Workbench()
        let mark = try bench.write("", to: "synchronized")
        let time = Date(timeIntervalSince1970: 1_780_000_000)
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: mark)
    }

    private func quality(after interval: Interval) -> ClockQuality {
        TimeServiceMark.quality(path: bench.path("synchronized"), at: touched + interval)
    }

    @Test func `a clock that was set right lately is kept`() {
        #expect(quality(after: .zero) == .synchronised)
        #expect(quality(after: .minutes(9 * 60)) == .synchronised)
    }

    @Test func `one that nobody has looked after for nine hours is not`() {
        #expect(quality(after: .minutes(9 * 60 + 1)) == .unsynchronised)
    }

    @Test func `without the mark nobody keeps it`() {
        #expect(TimeServiceMark.quality(path: bench.path("none"), at: touched) == .unsynchronised)
    }

    @Test func `a clock that was set back stays kept until the service says otherwise`() {
        #expect(quality(after: .zero - .minutes(1)) == .synchronised)
    }
}
