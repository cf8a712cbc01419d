import Fleet
import Locating
import Presence
import Privacy
import Testing
import Timekeeping

struct VisitHandoverTests {
    static let rules = PresenceRules(
        minimumLevelDBm: -75, idleAfter: .minutes(5), endAfter: .minutes(10), visitorAfter: .minutes(2),
        engagedAfter: .minutes(10))

    private var holder = VisitHandover(rules: rules)
    private var standby = VisitHandover(rules: rules)

    init() { #expect(holder.tookOver() == []) }

    static func event(_ kind: VisitEvent.Kind, visit: UInt64, minutes: Int64 = 0) -> VisitEvent {
        let time = start + .minutes(minutes)
        return VisitEvent(
            kind: kind, time: time,
            visit: VisitSummary(
                identifier: VisitIdentifier(visit, visit), startedAt: start, lastSeenAt: time, dwell: time - start,
                dwellUncertainty: .seconds(30), visitClass: .visitor, insideProbability: 0.9))
    }

    private static func id(_ visit: UInt64) -> VisitIdentifier { VisitIdentifier(visit, visit) }

    /// Both boxes see the visit start; the holder notes it, and the broker hands out note and event.
    private mutating func begin(tag: UInt32, holderVisit: UInt64, standbyVisit: UInt64) throws {
        let events = holder.observed(Self.event(.started, visit: holderVisit), tag: Tag(bits: tag))
        #expect(events.map(\.visit.identifier) == [Self.id(holderVisit)])
        let note = try #require(holder.note(of: Self.id(holderVisit)))
        standby.received(VisitNotes(isWhole: false, notes: [note]))
        standby.startWasPublished(of: Self.id(holderVisit))
        #expect(standby.observed(Self.event(.started, visit: standbyVisit), tag: Tag(bits: tag)) == [])
    }

    @Test mutating func `a visit goes on under the name that the outside knows`() throws {
        try begin(tag: 1, holderVisit: 10, standbyVisit: 20)
        #expect(standby.tookOver() == [])
        let idle = standby.observed(Self.event(.idle, visit: 20, minutes: 5), tag: nil)
        let ended = standby.observed(Self.event(.ended(.absent), visit: 20, minutes: 10), tag: nil)
        #expect((idle + ended).map(\.visit.identifier) == [Self.id(10), Self.id(10)])
    }

    @Test mutating func `a start that the dead holder could not publish is published, one that it could is not`() throws
    {
        try begin(tag: 1, holderVisit: 10, standbyVisit: 20)
        // Heard by both; the holder dies before it says so.
        #expect(standby.observed(Self.event(.started, visit: 21), tag: Tag(bits: 2)) == [])
        // Noted by the holder, which dies between note and event.
        _ = holder.observed(Self.event(.started, visit: 12), tag: Tag(bits: 3))
        standby.received(VisitNotes(isWhole: false, notes: [try #require(holder.note(of: Self.id(12)))]))
        #expect(standby.observed(Self.event(.started, visit: 22), tag: Tag(bits: 3)) == [])
        let published = standby.tookOver()
        #expect(Set(published.map(\.visit.identifier)) == [Self.id(21), Self.id(12)])
        #expect(published.allSatisfy { $0.kind == .started })
    }

    @Test mutating func `an end that the dead holder could not publish is published once`() throws {
        try begin(tag: 1, holderVisit: 10, standbyVisit: 20)
        try begin(tag: 2, holderVisit: 11, standbyVisit: 21)
        for visit in [20, 21] as [UInt64] {
            #expect(standby.observed(Self.event(.ended(.absent), visit: visit, minutes: 10), tag: nil) == [])
        }
        standby.endWasPublished(of: Self.id(10))
        let published = standby.tookOver()
        #expect(published.map(\.visit.identifier) == [Self.id(11)])
        #expect(published.first?.kind == .ended(.absent))
        #expect(standby.tick(at: start + .minutes(60)) == [])
    }

    @Test mutating func `an end that both saw in another order is published once`() throws {
        try begin(tag: 1, holderVisit: 10, standbyVisit: 20)
        standby.endWasPublished(of: Self.id(10))
        #expect(standby.observed(Self.event(.ended(.absent), visit: 20, minutes: 10), tag: nil) == [])
        #expect(standby.tookOver() == [])
    }

    @Test mutating func `a box that joins late goes on with the visits that it was told of`() throws {
        try begin(tag: 1, holderVisit: 10, standbyVisit: 20)
        try begin(tag: 2, holderVisit: 11, standbyVisit: 21)
        var late = VisitHandover(rules: Self.rules)
        late.received(holder.notes)
        #expect(late.tookOver() == [])
        // One is heard again: its observer takes it for new, the outside does not.
        late.heard(Tag(bits: 1), formerTag: nil, at: start + .minutes(8))
        #expect(late.observed(Self.event(.started, visit: 30, minutes: 8), tag: Tag(bits: 1)) == [])
        // The other one never is: it ends in its time.
        #expect(late.tick(at: start + .minutes(9)) == [])
        let ended = late.tick(at: start + .minutes(10))
        #expect(ended.map(\.visit.identifier) == [Self.id(11)])
        #expect(ended.first?.kind == .ended(.absent))
        #expect(late.tick(at: start + .minutes(30)) == [])
        let end = late.observed(Self.event(.ended(.absent), visit: 30, minutes: 20), tag: nil)
        #expect(end.map(\.visit.identifier) == [Self.id(10)])
    }

    @Test mutating func `the tags of a new epoch lead to the same visits`() throws {
        try begin(tag: 1, holderVisit: 10, standbyVisit: 20)
        var late = VisitHandover(rules: Self.rules)
        late.received(holder.notes)
        late.heard(Tag(bits: 99), formerTag: Tag(bits: 1), at: start + .minutes(3))
        #expect(late.tookOver() == [])
        #expect(late.observed(Self.event(.started, visit: 30, minutes: 3), tag: Tag(bits: 99)) == [])
        #expect(late.notes.notes.map(\.visit) == [Self.id(10)])
    }

    @Test mutating func `a box that lost the lease and gets it back publishes what was held back meanwhile`() throws {
        try begin(tag: 1, holderVisit: 10, standbyVisit: 20)
        holder.gaveUp()
        #expect(holder.observed(Self.event(.started, visit: 13), tag: Tag(bits: 5)) == [])
        #expect(holder.observed(Self.event(.ended(.absent), visit: 10, minutes: 10), tag: nil) == [])
        let published = holder.tookOver()
        #expect(published.map(\.visit.identifier) == [Self.id(13), Self.id(10)])
        #expect(published.map(\.kind) == [.started, .ended(.absent)])
    }

    @Test(arguments: 1...30) func `whoever holds, every visit has one start and one end`(seed: UInt64) {
        var relay = Relay(seed: seed)
        for minute in 0..<400 { relay.step(minute: Int64(minute)) }
        relay.finish(minute: 400)
        #expect(relay.next > 100)
        #expect(relay.handovers > 10)
        #expect(relay.starts.count == Int(relay.next))
        #expect(relay.starts.values.allSatisfy { $0 == 1 })
        #expect(relay.ends == relay.starts)
    }

    /// Two boxes that follow the same visits in their own order; now and then the holder dies with an event in its hands.
    struct Relay {
        var boxes = [VisitHandover(rules: VisitHandoverTests.rules), VisitHandover(rules: VisitHandoverTests.rules)]
        var holder = 0
        var generator: Seeded
        var (starts, ends): ([VisitIdentifier: Int], [VisitIdentifier: Int]) = ([:], [:])
        var next: UInt64 = 0
        var handovers = 0
        private var open: [UInt64] = []

        init(seed: UInt64) {
            generator = Seeded(seed)
            publish(boxes[0].tookOver())
        }

        mutating func step(minute: Int64) {
            if open.isEmpty || generator.uniform() < 0.5 {
                open.append(next)
                next += 1
                happen(.started, visit: next - 1, minute: minute)
            } else {
                happen(.ended(.absent), visit: open.removeFirst(), minute: minute)
            }
        }

        mutating func finish(minute: Int64) {
            for visit in open { happen(.ended(.absent), visit: visit, minute: minute) }
        }

        private mutating func happen(_ kind: VisitEvent.Kind, visit: UInt64, minute: Int64) {
            let dies = generator.uniform() < 0.1
            for box in [0, 1].shuffled(using: &generator) {
                let event = VisitHandoverTests.event(kind, visit: visit * 2 + UInt64(box), minutes: minute)
                let events = boxes[box].observed(event, tag: kind == .started ? Tag(bits: UInt32(visit)) : nil)
                if box == holder, !dies { publish(events) }
            }
            guard dies else { return }
            // The other one takes over; the dead one comes back with its memory, as one that was only cut off.
            boxes[holder].gaveUp()
            holder = 1 - holder
            handovers += 1
            publish(boxes[holder].tookOver())
            boxes[1 - holder].received(boxes[holder].notes)
        }

        private mutating func publish(_ events: [VisitEvent]) {
            for event in events {
                let visit = event.visit.identifier
                let note = boxes[holder].note(of: visit)
                for box in boxes.indices {
                    switch event.kind {
                    case .started:
                        if let note { boxes[box].received(VisitNotes(isWhole: false, notes: [note])) }
                        boxes[box].startWasPublished(of: visit)
                    default: boxes[box].endWasPublished(of: visit)
                    }
                }
                if event.kind == .started { starts[visit, default: 0] += 1 } else { ends[visit, default: 0] += 1 }
            }
        }
    }
}
