import Foundation
import Positioning
import Privacy
import Testing
import Timekeeping

@testable import Locating

struct CalibrationKeeperTests {
    private static let start = WallTime(seconds: 1_772_442_000)  // 2026-03-02T09:00:00Z
    private static let scan: [Reading] = [.heard(level: -60, frames: 3), .silent, .heard(level: -70, frames: 2)]

    @Test func `the first fit is due with a hundred scans, the next ones at night, and not twice`() throws {
        var keeper = CalibrationKeeper(at: Self.start)
        Self.hear(99, &keeper)
        var task = keeper.tick(at: Self.start)
        #expect(task == nil)
        Self.hear(1, &keeper)
        task = keeper.tick(at: Self.start)
        #expect(task?.bursts.count == 100)
        #expect(keeper.isFitting && keeper.burstCount == 0)
        Self.hear(100, &keeper)
        task = keeper.tick(at: Self.start)
        #expect(task == nil, "a fit is going on")
        let offered = Calibration(basis: .crowd, sampleCount: 100)
        let isFollowed = keeper.finished(.init(calibration: offered, alarms: []))
        #expect(isFollowed && keeper.calibration == offered)
        Self.hear(300, &keeper)
        let night = WallTime(seconds: 1_772_506_800)  // 2026-03-03T03:00:00Z
        task = keeper.tick(at: night - .seconds(1))
        #expect(task == nil)
        task = keeper.tick(at: night)
        #expect(task?.bursts.count == 400)
        keeper.finished(nil)
        task = keeper.tick(at: night + .seconds(1))
        #expect(task == nil)
    }

    @Test func `night is at three by the clocks of the site, also after a clock that was wrong by years`() throws {
        let kathmandu = try #require(TimeZoneRules(tzif: Array(try Data(contentsOf: Self.kathmandu))))
        let wrong = WallTime(seconds: 2_000_000_000)
        var keeper = CalibrationKeeper(Calibration(basis: .crowd), timeZone: kathmandu, at: wrong)
        Self.hear(400, &keeper)
        var task = keeper.tick(at: Self.start)
        #expect(task == nil)
        let night = WallTime(seconds: 1_772_486_100)  // 2026-03-02T21:15:00Z, 03:00 in Kathmandu
        task = keeper.tick(at: night - .seconds(1))
        #expect(task == nil)
        task = keeper.tick(at: night)
        #expect(task != nil)
    }

    @Test func `a night with too few scans goes by, and its scans wait for the next`() {
        var keeper = CalibrationKeeper(Calibration(basis: .crowd), at: Self.start)
        Self.hear(200, &keeper)
        var task = keeper.tick(at: Self.start + .minutes(24 * 60))
        #expect(task == nil)
        Self.hear(200, &keeper)
        task = keeper.tick(at: Self.start + .minutes(48 * 60))
        #expect(task?.bursts.count == 400)
    }

    @Test func `scans of one sensor say nothing, and of many every second one stays`() {
        var keeper = CalibrationKeeper(Calibration(basis: .crowd), at: Self.start)
        for index in 0..<100 {
            let lonely: [Reading] = [.heard(level: -60, frames: 3), .silent, .absent]
            keeper.heard(lonely, of: Tag(bits: UInt32(index)), at: Self.start)
        }
        #expect(keeper.burstCount == 0)
        Self.hear(100_000, &keeper)
        #expect((1000...3000).contains(keeper.burstCount))
    }

    @Test func `what never rests has its say three times, under each of its tags`() {
        var keeper = CalibrationKeeper(Calibration(basis: .crowd), at: Self.start)
        for epoch in 0..<6 {
            for scan in 0..<20 {
                let time = Self.start + .seconds(Int64(epoch * 600 + scan * 30))
                let former = epoch == 0 ? nil : Tag(bits: UInt32(epoch - 1))
                keeper.heard(Self.scan, of: Tag(bits: UInt32(epoch)), formerTag: former, at: time)
            }
        }
        #expect(keeper.burstCount == 3)
        // Who comes back after an hour is somebody new.
        keeper.heard(Self.scan, of: Tag(bits: 5), at: Self.start + .minutes(160))
        #expect(keeper.burstCount == 4)
    }

    @Test func `who asks too early is told how many scans are needed, who asks twice that one is at work`() throws {
        var keeper = CalibrationKeeper(at: Self.start)
        Self.hear(29, &keeper)
        #expect(throws: CalibrationKeeper.Refusal.tooFewScans(29, needed: 30)) { _ = try keeper.requested() }
        Self.hear(1, &keeper)
        let task = try keeper.requested()
        #expect(task.bursts.count == 30)
        #expect(throws: CalibrationKeeper.Refusal.isFitting) { _ = try keeper.requested() }
        keeper.finished(.init(calibration: Calibration(basis: .crowd), alarms: []))
        Self.hear(299, &keeper)
        #expect(throws: CalibrationKeeper.Refusal.tooFewScans(299, needed: 300)) { _ = try keeper.requested() }
        #expect(keeper.burstCount == 299, "what was heard waits for the night")
    }

    @Test func `what was put in force meanwhile is not overwritten by a fit that began before`() throws {
        var keeper = CalibrationKeeper(at: Self.start)
        Self.hear(100, &keeper)
        _ = try keeper.requested()
        let walked = Calibration(basis: .walk, sampleCount: 25)
        keeper.replaced(by: walked, at: Self.start)
        let isFollowed = keeper.finished(.init(calibration: Calibration(basis: .crowd), alarms: []))
        #expect(!isFollowed && keeper.calibration == walked && !keeper.isFitting)
    }

    @Test func `what was alarming at the last fit stays alarming until the next`() throws {
        var keeper = CalibrationKeeper(Calibration(basis: .crowd), alarms: [.exponentDrift(0.5)], at: Self.start)
        #expect(keeper.alarms == [.exponentDrift(0.5)])
        Self.hear(300, &keeper)
        _ = try keeper.requested()
        keeper.finished(.init(calibration: Calibration(basis: .crowd), alarms: []))
        #expect(keeper.alarms.isEmpty)
    }

    private static let kathmandu = URL(filePath: "/usr/share/zoneinfo/Asia/Kathmandu")

    private static func hear(_ count: Int, _ keeper: inout CalibrationKeeper) {
        let first = UInt32(keeper.burstCount)
        for index in 0..<UInt32(count) { keeper.heard(scan, of: Tag(bits: first &+ index &* 65_537), at: start) }
    }
}
