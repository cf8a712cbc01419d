import Testing
import Timekeeping
import Uplink

struct UplinkQueueTests {
    static func offline(messages: Int = 10_000, bytes: Int = 8 << 20) -> Trace {
        var limits = UplinkLimits()
        limits.messageCount = messages
        limits.byteCount = bytes
        return Trace(limits: limits)
    }

    /// What goes out once the broker is there; bare of announcements, since nothing here is retained.
    static func sent(by trace: inout Trace) -> [String] {
        trace.machine.started(at: trace.now)
        _ = trace.orders()
        trace.machine.connected(announcing: [], at: trace.now)
        return trace.published()
    }

    static func plainState(_ topic: String, _ text: String) -> Publication {
        Publication(topic: topic, payload: Array(text.utf8), importance: .state)
    }

    @Test func `the order of submission holds across importances`() {
        var trace = Self.offline()
        trace.submit(.event("1"), .telemetry("t", "2"), Self.plainState("s", "3"), .event("4"))
        #expect(Self.sent(by: &trace) == ["1", "2", "3", "4"])
    }

    @Test func `a full queue drops telemetry first, then states, events last, each time the oldest`() {
        var trace = Self.offline(messages: 3)
        trace.submit(.event("e1"), .telemetry("t1", "t1"), Self.plainState("s1", "s1"))
        trace.submit(.telemetry("t2", "t2"))
        trace.submit(.event("e2"))
        trace.submit(.event("e3"))
        trace.submit(.event("e4"))
        let dropped = trace.machine.status(at: trace.now).tally.dropped
        #expect(dropped.telemetry == 2 && dropped.state == 1 && dropped.event == 1)
        #expect(Self.sent(by: &trace) == ["e2", "e3", "e4"])
    }

    @Test func `the byte bound counts topics and payloads`() {
        var trace = Self.offline(bytes: 21)
        trace.submit(.event("12"), .event("34"), .event("56"))
        #expect(trace.machine.status(at: trace.now).queueBytes == 21)
        trace.submit(.event("7"))
        #expect(trace.machine.status(at: trace.now).queueBytes == 20)
        #expect(Self.sent(by: &trace) == ["34", "56", "7"])
    }

    @Test func `a message greater than the bound is dropped and counted`() {
        var trace = Self.offline(bytes: 100)
        trace.submit(.event("small"), .event(String(repeating: "x", count: 200)))
        let status = trace.machine.status(at: trace.now)
        #expect(status.queueDepth == 0 && status.tally.dropped.event == 2)
    }

    @Test func `a newer state takes the place of the older one on its topic`() {
        var trace = Self.offline()
        trace.submit(Self.plainState("a", "a1"), .event("e"), Self.plainState("b", "b1"), Self.plainState("a", "a22"))
        let status = trace.machine.status(at: trace.now)
        #expect(status.queueDepth == 3 && status.tally.superseded == 1 && status.queueBytes == 13)
        #expect(Self.sent(by: &trace) == ["a22", "e", "b1"])
    }

    @Test func `a state in flight is not replaced, and not sent again after a newer one`() {
        var trace = Trace.online()
        trace.submit(Self.plainState("a", "1"))
        #expect(trace.published() == ["1"])
        trace.submit(Self.plainState("a", "2"))
        trace.lose()
        trace.reconnect()
        #expect(trace.published() == ["2"])
    }

    @Test func `offline only the newest telemetry of a topic is kept, online each one`() {
        var limits = UplinkLimits()
        limits.inFlightCount = 1
        var trace = Trace.online(limits: limits)
        trace.submit(.event("busy"))
        _ = trace.orders()
        trace.submit(.telemetry("a", "1"), .telemetry("a", "2"), .telemetry("b", "3"))
        #expect(trace.machine.status(at: trace.now).queueDepth == 4)
        trace.lose()
        #expect(trace.machine.status(at: trace.now).queueDepth == 3)
        trace.submit(.telemetry("a", "4"))
        #expect(trace.machine.status(at: trace.now).queueDepth == 3)
        #expect(trace.machine.status(at: trace.now).tally.superseded == 2)
    }

    @Test func `telemetry that asks for an acknowledgement is kept whole`() {
        var trace = Self.offline()
        trace.submit(.telemetry("a", "1", quality: .atLeastOnce), .telemetry("a", "2", quality: .atLeastOnce))
        #expect(Self.sent(by: &trace) == ["1", "2"])
    }

    @Test func `what was sent at most once is not sent again after a loss, and is counted`() {
        var trace = Trace.online()
        trace.submit(.telemetry("a", "1"))
        #expect(trace.published() == ["1"])
        trace.lose()
        trace.reconnect()
        #expect(trace.published() == [])
        #expect(trace.machine.status(at: trace.now).tally.dropped.telemetry == 1)
    }
}
