import Testing
import Timekeeping
import Uplink

struct DeliveryWindowTests {
    @Test func `there is room for so many messages, and for one that is too large`() {
        var window = DeliveryWindow(messageCount: 3, byteCount: 100)
        window.handedOver(Receipt(number: 1), byteCount: 500)
        #expect(window.room == 0)
        window.settled(Settlement(receipt: Receipt(number: 1), outcome: .acknowledged))
        #expect(window.room == 3)
        for number in 2...4 { window.handedOver(Receipt(number: Int64(number)), byteCount: 10) }
        #expect(window.room == 0 && window.outstandingCount == 3)
    }

    @Test func `what is settled is removed in ranges without holes, what was dropped is not`() {
        var window = DeliveryWindow(messageCount: 100, byteCount: 100_000)
        for number in 1...9 { window.handedOver(Receipt(number: Int64(number)), byteCount: 1) }
        for number in [3, 1, 2, 7, 9] {
            window.settled(Settlement(receipt: Receipt(number: Int64(number)), outcome: .acknowledged))
        }
        window.settled(Settlement(receipt: Receipt(number: 8), outcome: .dropped))
        #expect(window.takeRemovable() == [1...3, 7...7, 9...9])
        #expect(window.takeRemovable() == [] && window.outstandingCount == 3)
    }

    @Test func `a message that is settled twice, or was never handed over, changes nothing`() {
        var window = DeliveryWindow(messageCount: 2, byteCount: 100)
        window.handedOver(Receipt(number: 5), byteCount: 1)
        for _ in 0..<2 { window.settled(Settlement(receipt: Receipt(number: 5), outcome: .refused)) }
        window.settled(Settlement(receipt: Receipt(number: 6), outcome: .acknowledged))
        #expect(window.takeRemovable() == [5...5] && window.room == 2)
    }
}

struct CommitPacingTests {
    @Test func `the first after a rest is written at once, the next ones as a group`() {
        var pacing = CommitPacing()
        let start = Uptime(seconds: 10)
        #expect(pacing.deadline(waiting: 0, at: start) == nil)
        #expect(pacing.deadline(waiting: 1, at: start) == start)
        pacing.committed(at: start)
        let soon = start + .milliseconds(50)
        #expect(pacing.deadline(waiting: 1, at: soon) == start + .milliseconds(200))
        #expect(pacing.deadline(waiting: 99, at: soon) == start + .milliseconds(200))
        #expect(pacing.deadline(waiting: 100, at: soon) == soon)
        let later = start + .seconds(1)
        #expect(pacing.deadline(waiting: 1, at: later) == later)
    }
}

struct SettlementTests {
    @Test func `the ledger learns what became of each message that it keeps, and of no other`() {
        var trace = Trace.online()
        trace.machine.submitted(.event("kept"), receipt: Receipt(number: 1), at: trace.now)
        trace.submit(.event("other"))
        trace.machine.submitted(.event("bad"), receipt: Receipt(number: 2), at: trace.now)
        let tickets = trace.orders().compactMap(\.ticket)
        trace.machine.acknowledged(tickets[0], at: trace.now)
        trace.machine.acknowledged(tickets[1], at: trace.now)
        trace.machine.refused(tickets[2], at: trace.now)
        #expect(
            trace.machine.takeSettlements() == [
                Settlement(receipt: Receipt(number: 1), outcome: .acknowledged),
                Settlement(receipt: Receipt(number: 2), outcome: .refused),
            ])
        #expect(trace.machine.takeSettlements() == [])
    }

    @Test func `what comes after the stop is given back`() {
        var trace = Trace.online()
        trace.machine.stopRequested(farewell: [], by: trace.now + .seconds(5), at: trace.now)
        trace.machine.submitted(.event("late"), receipt: Receipt(number: 9), at: trace.now)
        #expect(trace.machine.takeSettlements() == [Settlement(receipt: Receipt(number: 9), outcome: .dropped)])
    }

    @Test func `a lost connection settles nothing, and the receipt goes with the message`() {
        var trace = Trace.online()
        trace.machine.submitted(.event("kept"), receipt: Receipt(number: 3), at: trace.now)
        _ = trace.orders()
        trace.lose()
        #expect(trace.machine.takeSettlements() == [])
        trace.reconnect()
        let ticket = trace.orders().compactMap(\.ticket).first
        if let ticket { trace.machine.acknowledged(ticket, at: trace.now) }
        #expect(
            trace.machine.takeSettlements() == [Settlement(receipt: Receipt(number: 3), outcome: .acknowledged)])
    }
}
