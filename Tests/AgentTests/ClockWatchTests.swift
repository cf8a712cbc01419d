@testable import Agent
import Fleet
import Ledger
import Testing
import Timekeeping

struct ClockWatchTests {
    private static let present = WallTime(seconds: 1_780_000_000)

    /// A watch that begins `uptime` seconds after the machine's start.
    private func watch(wall: WallTime = present, uptime: Int64 = 10, earliest: WallTime? = nil) -> ClockWatch {
        ClockWatch(wallTime: wall, uptime: Uptime(seconds: uptime), earliest: earliest, patience: .seconds(120))
    }

    @Test func `soon after the machine's start events wait for a time service, later no more`() {
        var watch = watch()
        watch.looked(wallTime: Self.present, uptime: Uptime(seconds: 10), isKept: false)
        #expect(watch.verdict == .unknown(holds: true) && !watch.stamp.isClockKnown)
        watch.looked(wallTime: Self.present + .seconds(120), uptime: Uptime(seconds: 130), isKept: false)
        #expect(watch.verdict == .unknown(holds: false))
    }

    @Test(arguments: [(WallTime(seconds: 30), nil), (present, present + .seconds(60))] as [(WallTime, WallTime?)])
    func `a clock that shows what cannot be is waited for as long as it takes`(wall: WallTime, earliest: WallTime?) {
        var watch = watch(wall: wall, uptime: 9_000, earliest: earliest)
        watch.looked(wallTime: wall, uptime: Uptime(seconds: 9_000), isKept: false)
        #expect(watch.verdict == .unknown(holds: true))
    }

    @Test func `a clock that is set from 1970 is a new one, and what was dated by the old one can be put right`() {
        var watch = watch(wall: WallTime(seconds: 40), uptime: 40)
        watch.looked(wallTime: WallTime(seconds: 50), uptime: Uptime(seconds: 50), isKept: false)
        let old = watch.stamp
        #expect(!watch.isSet(wallTime: WallTime(seconds: 60), uptime: Uptime(seconds: 60)))
        #expect(watch.isSet(wallTime: Self.present, uptime: Uptime(seconds: 60)))
        #expect(watch.stamp == old, "until it is looked at, the old one holds")
        watch.looked(wallTime: Self.present, uptime: Uptime(seconds: 60), isKept: true)
        #expect(watch.verdict == .known(offset: .seconds(1_780_000_000 - 60)))
        #expect(watch.stamp.isClockKnown && watch.stamp.wallTime == Self.present)
    }

    @Test(arguments: [-30, 30] as [Int64]) func `a jump of half a minute is one, a gentle correction is none`(
        jump: Int64
    ) {
        let watch = watch()
        let uptime = Uptime(seconds: 20)
        #expect(watch.isSet(wallTime: Self.present + .seconds(10 + jump), uptime: uptime))
        #expect(!watch.isSet(wallTime: Self.present + .seconds(10 + jump / 10), uptime: uptime))
    }

    @Test func `a clock that was right is trusted without its service, until somebody sets it`() {
        var watch = watch()
        watch.looked(wallTime: Self.present, uptime: Uptime(seconds: 10), isKept: true)
        #expect(watch.quality == .synchronised)
        watch.looked(wallTime: Self.present + .seconds(90), uptime: Uptime(seconds: 100), isKept: false)
        #expect(watch.quality == .holdover && watch.stamp.isClockKnown)
        watch.looked(wallTime: Self.present, uptime: Uptime(seconds: 200), isKept: false)
        #expect(watch.quality == .unsynchronised)
    }
}
