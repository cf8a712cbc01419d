import Testing
import Timekeeping
import Uplink

struct UplinkMachineTests {
    @Test func `starting connects, and being accepted announces the births, then what waits`() {
        var trace = Trace()
        trace.submit(.event("visit"))
        #expect(trace.orders() == [])
        trace.machine.started(at: trace.now)
        #expect(trace.orders() == [.connect])
        #expect(trace.machine.state == .connecting)
        trace.machine.connected(announcing: [.state("status", "online")], at: trace.now)
        #expect(trace.machine.state == .online)
        #expect(trace.published() == ["online", "visit"])
    }

    @Test func `what was in flight when a connection ended goes out again first, in order, under the same tickets`() {
        var trace = Trace.online()
        trace.submit(.event("1"), .event("2"), .event("3"))
        let first = trace.orders()
        trace.submit(.event("4"))
        trace.machine.acknowledged(first[1].ticket!, at: trace.now)
        trace.lose()
        #expect(trace.machine.state == .waiting)
        #expect(trace.orders() == [])
        trace.reconnect()
        let again = trace.orders()
        #expect(again.compactMap(\.text) == ["1", "3", "4"])
        #expect(again[0] == first[0] && again[1] == first[2])
        #expect(trace.machine.status(at: trace.now).tally.reconnects == 1)
    }

    @Test func `no more is in flight than the limit, and each acknowledgement makes room for one`() {
        var limits = UplinkLimits()
        limits.inFlightCount = 2
        var trace = Trace.online(limits: limits)
        trace.submit(.event("1"), .event("2"), .event("3"), .event("4"))
        let first = trace.orders()
        #expect(first.compactMap(\.text) == ["1", "2"])
        #expect(!trace.machine.hasOrders)
        trace.machine.acknowledged(first[0].ticket!, at: trace.now)
        #expect(trace.machine.hasOrders)
        #expect(trace.published() == ["3"])
    }

    @Test func `a retained state is announced on each connection with its newest value and not sent twice`() {
        var trace = Trace.online()
        trace.submit(.state("b", "old"), .state("a", "stays"))
        for order in trace.orders() { trace.machine.acknowledged(order.ticket!, at: trace.now) }
        trace.lose()
        trace.submit(.event("visit"), .state("b", "new"))
        trace.reconnect(announcing: [.state("status", "online")])
        #expect(trace.published() == ["online", "stays", "new", "visit"])
        trace.machine.announcementRequested([.state("status", "online")], at: trace.now)
        #expect(trace.published() == ["online", "stays", "new"])
    }

    @Test func `topics that were handed over are neither announced nor sent, all others are`() {
        var trace = Trace.online()
        trace.submit(.state("zone", "12"), .state("info", "me"))
        #expect(trace.published() == ["12", "me"])
        trace.lose()
        trace.submit(.state("lease", "mine"))
        trace.machine.handedOver(["zone", "lease"])
        trace.reconnect()
        #expect(trace.published() == ["me"])
        trace.submit(.state("zone", "13"))
        #expect(trace.published() == ["13"])
    }

    @Test func `an empty retained payload clears its topic and is never announced`() {
        var trace = Trace.online()
        trace.submit(.state("zone", "4"))
        _ = trace.orders()
        trace.submit(.state("zone", ""))
        trace.lose()
        trace.reconnect()
        #expect(trace.published() == [""])
        trace.lose()
        trace.reconnect()
        #expect(trace.published() == [""])
    }

    @Test func `retained events that wait are sent in order instead of being announced ahead of themselves`() {
        var trace = Trace.online()
        let windows = ["1", "2", "3"].map {
            Publication(topic: "footfall", payload: Array($0.utf8), isRetained: true, importance: .event)
        }
        trace.submit(windows[0])
        for order in trace.orders() { trace.machine.acknowledged(order.ticket!, at: trace.now) }
        trace.lose()
        trace.submit(windows[1], windows[2])
        trace.reconnect()
        let sent = trace.orders()
        #expect(sent.compactMap(\.text) == ["2", "3"])
        for order in sent { trace.machine.acknowledged(order.ticket!, at: trace.now) }
        trace.lose()
        trace.reconnect()
        #expect(trace.published() == ["3"])
    }

    @Test func `a message that can never be sent is counted and does not block the others`() {
        var trace = Trace.online()
        trace.submit(.event("poison"), .event("good"))
        let sent = trace.orders()
        trace.machine.refused(sent[0].ticket!, at: trace.now)
        trace.lose()
        trace.reconnect()
        #expect(trace.published() == ["good"])
        #expect(trace.machine.status(at: trace.now).tally.refused == 1)
    }

    @Test func `subscriptions precede everything on each connection and are asked for once`() {
        var trace = Trace()
        trace.machine.subscribed(to: ["desired", "command"])
        trace.machine.subscribed(to: ["command"])
        trace.machine.started(at: trace.now)
        #expect(trace.orders() == [.connect])
        trace.machine.connected(announcing: [], at: trace.now)
        #expect(trace.orders() == [.subscribe("desired"), .subscribe("command")])
        trace.machine.subscribed(to: ["late"])
        #expect(trace.orders() == [.subscribe("late")])
        trace.lose()
        trace.reconnect()
        #expect(trace.orders() == [.subscribe("desired"), .subscribe("command"), .subscribe("late")])
    }

    @Test func `an acknowledgement of nothing that is in flight changes nothing`() {
        var trace = Trace.online()
        trace.submit(.event("1"))
        let ticket = trace.orders()[0].ticket!
        trace.machine.acknowledged(ticket, at: trace.now)
        let before = trace.machine
        trace.machine.acknowledged(ticket, at: trace.now)
        trace.machine.refused(ticket, at: trace.now)
        #expect(trace.machine == before)
    }

    @Test func `the age of the oldest message is that of the one submitted first, in flight or not`() {
        var trace = Trace.online()
        trace.submit(.event("1"))
        _ = trace.orders()
        trace.now = trace.now + .seconds(3)
        trace.submit(.event("2"))
        trace.now = trace.now + .seconds(4)
        let status = trace.machine.status(at: trace.now)
        #expect(status.oldestAge == .seconds(7))
        #expect(status.queueDepth == 2)
        #expect(status.queueBytes == 12)
    }
}
