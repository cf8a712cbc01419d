import Positioning
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
        let outcome = keeper.finished(offered)
        #expect(outcome.calibration == offered)
        Self.hear(300, &keeper)
        let night = WallTime(seconds: 1_772_506_800)  // 2026-03-03T03:00:00Z
        task = keeper.tick(at: night - .seconds(1))
        #expect(task == nil)
        task = keeper.tick(at: night)
        #expect(task?.bursts.count == 400)
        _ = keeper.finished(nil)
        task = keeper.tick(at: night + .seconds(1))
        #expect(task == nil)
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
        for _ in 0..<100 { keeper.heard([.heard(level: -60, frames: 3), .silent, .absent]) }
        #expect(keeper.burstCount == 0)
        Self.hear(100_000, &keeper)
        #expect((1000..<3000).contains(keeper.burstCount))
    }

    @Test func `what is too far from what is in force raises an alarm, and is not followed`() {
        var model = PathLossModel()
        model.exponent = 3
        let known = Calibration(basis: .crowd, model: model, offsets: ["a": 0, "b": 0, "c": 0])
        var keeper = CalibrationKeeper(known, at: Self.start)
        Self.hear(300, &keeper)
        _ = keeper.requested()
        var offered = Calibration(basis: .crowd, model: model, offsets: ["a": 5, "b": 0, "c": 0], sampleCount: 300)
        var outcome = keeper.finished(offered)
        #expect(outcome.alarms == [.sensorChanged("a", 5)])
        #expect(keeper.calibration.offsets["a"] == 0 && keeper.alarms == outcome.alarms)
        Self.hear(300, &keeper)
        _ = keeper.requested()
        offered.model.exponent = 3.5
        outcome = keeper.finished(offered)
        #expect(outcome.alarms == [.exponentDrift(0.5)])
        #expect(keeper.calibration.model.exponent == 3)
    }

    private static func hear(_ count: Int, _ keeper: inout CalibrationKeeper) {
        for _ in 0..<count { keeper.heard(scan) }
    }
}

struct LinkWatchTests {
    private static let link = LinkWatch.Link(from: "till", to: "front")

    @Test(arguments: [(-52.0, false), (-57, true), (-45, false), (-43, true)])
    func `a link that changes by more than six decibels is told`(level: Double, isTold: Bool) {
        var watch = LinkWatch()
        _ = Self.day(&watch, -50)
        let first = Self.day(&watch, level)
        #expect(first == (isTold ? [.level(Self.link, decibels: level + 50)] : []))
        // It stays told until somebody says that it is well so.
        let second = Self.day(&watch, level)
        #expect(second.isEmpty == !isTold)
        watch.forget(sensor: "front")
        let third = Self.day(&watch, level)
        #expect(third == [])
    }

    @Test func `a link that falls silent is told, slow drift is not`() {
        var watch = LinkWatch()
        for step in 0..<40 {
            let changes = Self.day(&watch, -50 - 0.5 * Double(step))
            #expect(changes == [])
        }
        let changes = watch.dayEnded()
        #expect(changes == [.lost(Self.link)])
    }

    private static func day(_ watch: inout LinkWatch, _ level: Double) -> [LinkWatch.Change] {
        for index in 0..<50 { watch.heard(link, levelDBm: level + (index % 2 == 0 ? 1 : -1)) }
        return watch.dayEnded()
    }
}
