import Testing
import Timekeeping
import Uplink

struct UplinkStopTests {
    static let farewell = [Publication.state("status", "stopped")]

    @Test func `stopping sends what waits, then the farewell, and closes when all is acknowledged`() {
        var trace = Trace.online()
        trace.submit(.event("1"))
        trace.machine.stopRequested(farewell: Self.farewell, by: trace.now + .seconds(5), at: trace.now)
        #expect(trace.machine.state == .stopping)
        let sent = trace.orders()
        #expect(sent.compactMap(\.text) == ["1", "stopped"])
        trace.machine.acknowledged(sent[1].ticket!, at: trace.now)
        #expect(trace.orders() == [])
        trace.machine.acknowledged(sent[0].ticket!, at: trace.now)
        #expect(trace.orders() == [.disconnect])
        trace.machine.disconnected(at: trace.now)
        #expect(trace.machine.state == .stopped)
        #expect(trace.machine.unsentCount == 0)
        #expect(trace.machine.nextDeadline == nil)
    }

    @Test func `a lost connection while stopping is made again, and the farewell is still last`() {
        var trace = Trace.online()
        trace.submit(.event("1"))
        trace.machine.stopRequested(farewell: Self.farewell, by: trace.now + .seconds(60), at: trace.now)
        #expect(trace.published() == ["1", "stopped"])
        trace.lose()
        #expect(trace.machine.state == .stopping)
        trace.reconnect()
        #expect(trace.published() == ["1", "stopped"])
    }

    @Test func `stopping while waiting tries at once`() {
        var trace = Trace()
        trace.machine.started(at: trace.now)
        _ = trace.orders()
        trace.lose(isRecoverable: false)
        trace.machine.stopRequested(farewell: Self.farewell, by: trace.now + .seconds(5), at: trace.now)
        #expect(trace.orders() == [.connect])
    }

    @Test func `at the deadline what is not acknowledged is given up and told`() {
        var trace = Trace.online()
        trace.submit(.event("1"), .event("2"))
        let sent = trace.orders()
        trace.machine.acknowledged(sent[0].ticket!, at: trace.now)
        trace.machine.stopRequested(farewell: Self.farewell, by: trace.now + .seconds(5), at: trace.now)
        #expect(trace.published() == ["stopped"])
        #expect(trace.machine.nextDeadline == trace.now + .seconds(5))
        trace.pass(.seconds(5))
        #expect(trace.orders() == [.abandon])
        #expect(trace.machine.state == .stopped)
        #expect(trace.machine.unsentCount == 2)
    }

    @Test func `what is submitted after the request is dropped and counted`() {
        var trace = Trace.online()
        trace.machine.stopRequested(farewell: [], by: trace.now + .seconds(5), at: trace.now)
        trace.submit(.event("late"))
        #expect(trace.orders() == [.disconnect])
        #expect(trace.machine.status(at: trace.now).tally.dropped.event == 1)
    }

    @Test func `an uplink that was never started stops at once`() {
        var trace = Trace()
        trace.submit(.event("1"))
        trace.machine.stopRequested(farewell: Self.farewell, by: trace.now + .seconds(5), at: trace.now)
        #expect(trace.machine.state == .stopped)
        #expect(trace.machine.unsentCount == 1)
        #expect(trace.orders() == [])
    }
}
