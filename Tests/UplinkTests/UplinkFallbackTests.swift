import Testing
import Timekeeping
import Uplink

struct UplinkFallbackTests {
    private static func trace(brokers: Int) -> Trace {
        var trace = Trace()
        trace.machine = UplinkMachine(brokerCount: brokers)
        trace.machine.started(at: trace.now)
        _ = trace.orders()
        return trace
    }

    @Test func `while none answers each broker is tried in turn, and only whole rounds make the waits longer`() {
        var trace = Self.trace(brokers: 3)
        var order = [trace.machine.broker]
        var waits: [Interval] = []
        for _ in 0..<30 {
            trace.lose()
            let wait = trace.machine.nextDeadline.map { $0 - trace.now } ?? .zero
            waits.append(wait)
            trace.pass(wait)
            _ = trace.orders()
            order.append(trace.machine.broker)
        }
        #expect(order == (0...30).map { $0 % 3 })
        let limits = UplinkLimits()
        for (index, wait) in waits.enumerated() where index % 3 != 2 { #expect(wait <= limits.firstBackoff) }
        #expect(waits.max().map { $0 > .seconds(10) } == true, "rounds that fail are further and further apart")
    }

    @Test func `after a lasting connection to another broker the preferred one is first again`() {
        var trace = Self.trace(brokers: 2)
        trace.lose()
        trace.reconnect()
        #expect(trace.machine.broker == 1)
        trace.pass(.seconds(3_600))
        trace.lose()
        #expect(trace.machine.broker == 0)
    }

    @Test func `a broker that accepts and hangs up at once does not keep the others from their turn`() {
        var trace = Self.trace(brokers: 2)
        trace.machine.connected(announcing: [], at: trace.now)
        trace.pass(.milliseconds(100))
        trace.lose()
        #expect(trace.machine.broker == 1)
    }

    @Test func `one broker alone is always the one`() {
        var trace = Self.trace(brokers: 1)
        for _ in 0..<5 {
            trace.lose()
            #expect(trace.machine.broker == 0)
            if let deadline = trace.machine.nextDeadline { trace.pass(deadline - trace.now) }
            _ = trace.orders()
        }
    }
}
