import Testing
import Timekeeping

@testable import Survey

struct ChannelDwellTests {
    @Test func `the times on all channels add up to the time that the radio listened`() {
        var dwell = ChannelDwell()
        dwell.moved(to: 2_412, at: Uptime(seconds: 10))
        dwell.moved(to: 2_437, at: Uptime(seconds: 13))
        dwell.moved(to: 2_437, at: Uptime(seconds: 14))
        dwell.moved(to: 2_412, at: Uptime(seconds: 20))
        dwell.stopped(at: Uptime(seconds: 21))
        dwell.moved(to: 2_437, at: Uptime(seconds: 100))
        let times = dwell.times(at: Uptime(seconds: 102))
        #expect(times.map(\.frequencyMegahertz) == [2_412, 2_437])
        #expect(times.map(\.time) == [.seconds(4), .seconds(9)])
        #expect(dwell.times(at: Uptime(seconds: 102)).map(\.time) == times.map(\.time))
    }

    @Test func `a clock that goes back takes nothing away`() {
        var dwell = ChannelDwell()
        dwell.moved(to: 2_412, at: Uptime(seconds: 10))
        #expect(dwell.times(at: Uptime(seconds: 9)).map(\.time) == [.zero])
    }
}
