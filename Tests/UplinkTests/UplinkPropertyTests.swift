import Foundation
import Testing
import Timekeeping
import Uplink

/// Random facts in random order, against a broker that receives a prefix of what was sent on each connection.
struct UplinkPropertyTests {
    static let seed = ProcessInfo.processInfo.environment["FOOTFALL_SEED"].flatMap(UInt64.init) ?? 20_261

    @Test(arguments: 0..<60) func `below the bounds nothing is lost and events keep their order`(run: Int) {
        var world = World(seed: Self.seed &+ UInt64(run), messages: 10_000)
        for _ in 0..<600 { world.step() }
        world.heal()
        let firstArrivals = world.received.filter { $0.importance == .event }.map(\.payload).uniqued()
        #expect(firstArrivals == world.submittedEvents, "seed \(Self.seed), run \(run)")
        #expect(world.retainedAtBroker == world.lastStates, "seed \(Self.seed), run \(run)")
        let tally = world.trace.machine.status(at: world.trace.now).tally
        #expect(tally.dropped.event == 0 && tally.dropped.state == 0)
    }

    @Test(arguments: 0..<60) func `above the bounds every message is still accounted for`(run: Int) {
        var world = World(seed: Self.seed &+ UInt64(run), messages: 12)
        for _ in 0..<600 {
            world.step()
            let status = world.trace.machine.status(at: world.trace.now)
            let tally = status.tally
            let sum = tally.acknowledged + tally.superseded + tally.refused + tally.dropped.total
            #expect(sum + UInt64(status.queueDepth) == tally.submitted, "seed \(Self.seed), run \(run)")
            #expect(status.queueDepth <= 12)
            #expect(world.unacknowledged.count <= World.inFlightLimit)
        }
        world.heal()
        let events = world.received.filter { $0.importance == .event }.map(\.payload).uniqued()
        #expect(events == world.submittedEvents.filter(Set(events).contains), "order is kept among those that remain")
    }
}

/// The machine, and a broker that may vanish at any moment.
private struct World {
    static let inFlightLimit = 5
    var trace: Trace
    var received: [Publication] = []
    var retainedAtBroker: [String: [UInt8]] = [:]
    var submittedEvents: [[UInt8]] = []
    var lastStates: [String: [UInt8]] = [:]
    /// What was sent on this connection and not yet acknowledged; the broker has the first `arrived` of it.
    var unacknowledged: [(ticket: Ticket, publication: Publication)] = []
    private var arrived = 0
    private var isAttempting = false
    private var isOnline = false
    private var counter: UInt64 = 0

    init(seed: UInt64, messages: Int) {
        var limits = UplinkLimits()
        limits.messageCount = messages
        limits.inFlightCount = Self.inFlightLimit
        trace = Trace(limits: limits, seed: seed)
        trace.machine.started(at: trace.now)
    }

    mutating func step() {
        switch Int.random(in: 0..<12, using: &trace.dice) {
        case 0...3: submit()
        case 4...5: pull(upTo: Int.random(in: 1...6, using: &trace.dice))
        case 6...7: arrive()
        case 8: acknowledge()
        case 9: trace.pass(.milliseconds(.random(in: 0...3_000, using: &trace.dice)))
        case 10 where isAttempting: Bool.random(using: &trace.dice) ? accept() : lose()
        default: if isOnline, Int.random(in: 0..<4, using: &trace.dice) == 0 { lose() }
        }
    }

    /// The broker is well again and answers everything.
    mutating func heal() {
        for _ in 0..<100_000 {
            pull(upTo: 100)
            if isAttempting { accept() }
            guard isOnline else {
                trace.pass(.seconds(60))
                continue
            }
            while arrived < unacknowledged.count { arrive() }
            if unacknowledged.isEmpty, !trace.machine.hasOrders { return }
            while !unacknowledged.isEmpty { acknowledge() }
        }
        Issue.record("the uplink never came to rest")
    }

    private mutating func submit() {
        counter += 1
        let topic = "topic\(Int.random(in: 0..<4, using: &trace.dice))"
        switch Int.random(in: 0..<4, using: &trace.dice) {
        case 0: trace.submit(.telemetry(topic, "\(counter)"))
        case 1:
            trace.submit(.state(topic, "\(counter)"))
            lastStates[topic] = Array("\(counter)".utf8)
        default:
            trace.submit(.event("\(counter)"))
            submittedEvents.append(Array("\(counter)".utf8))
        }
    }

    private mutating func pull(upTo count: Int) {
        for _ in 0..<count {
            switch trace.machine.next(at: trace.now) {
            case .connect: isAttempting = true
            case .abandon: (isAttempting, isOnline) = (false, false)
            case .publish(let ticket, let publication): unacknowledged.append((ticket, publication))
            case .subscribe, .disconnect: Issue.record("nobody asked for that")
            case nil: return
            }
        }
    }

    private mutating func accept() {
        (isAttempting, isOnline) = (false, true)
        trace.machine.connected(announcing: [], at: trace.now)
    }

    private mutating func lose() {
        (isAttempting, isOnline, arrived) = (false, false, 0)
        unacknowledged = []
        trace.lose()
    }

    private mutating func arrive() {
        guard arrived < unacknowledged.count else { return }
        let publication = unacknowledged[arrived].publication
        arrived += 1
        received.append(publication)
        if publication.isRetained { retainedAtBroker[publication.topic] = publication.payload }
    }

    private mutating func acknowledge() {
        guard arrived > 0 else { return }
        let place = Int.random(in: 0..<arrived, using: &trace.dice)
        trace.machine.acknowledged(unacknowledged.remove(at: place).ticket, at: trace.now)
        arrived -= 1
    }
}

extension Array where Element: Hashable {
    fileprivate func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
