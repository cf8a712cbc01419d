import Locating
import Testing
import Timekeeping

struct LocatorLeaseTests {
    /// Boxes and a broker that hands every claim to all connected boxes in one order, the retained one to whoever joins.
    struct Site {
        var now = Uptime(seconds: 1_000)
        var boxes: [LocatorLease] = []
        var isConnected: [Bool] = []
        var retained: LeaseClaim?
        /// Claims on their way to the broker.
        var waiting: [(sender: Int, claim: LeaseClaim)] = []
        var holders: [[Int]] = []
        let names: [String]

        init(_ count: Int) {
            names = (0..<count).map { "box-\($0)" }
            for index in 0..<count { add(index) }
        }

        mutating func add(_ index: Int, life: Int64 = 0) {
            let lease = LocatorLease(name: names[index], rank: index, boot: start + .seconds(life), at: now)
            if index < boxes.count { boxes[index] = lease } else { boxes.append(lease) }
            if index < isConnected.count { isConnected[index] = true } else { isConnected.append(true) }
            if let retained { send(boxes[index].heard(retained, at: now), from: index) }
        }

        /// The subscription goes out before anything that waited, and brings the retained claim.
        mutating func connect(_ box: Int) {
            guard !isConnected[box] else { return }
            isConnected[box] = true
            if let retained { send(boxes[box].heard(retained, at: now), from: box) }
        }

        mutating func send(_ claim: LeaseClaim?, from box: Int) {
            if let claim { waiting.append((box, claim)) }
        }

        /// The broker hands out what has reached it.
        mutating func deliver() {
            while let place = waiting.firstIndex(where: { isConnected[$0.sender] }) {
                let claim = waiting.remove(at: place).claim
                retained = claim
                for box in boxes.indices where isConnected[box] { send(boxes[box].heard(claim, at: now), from: box) }
            }
        }

        mutating func run(_ duration: Interval, dead: Set<Int> = []) {
            for _ in 0..<Int(duration.seconds * 10) {
                now = now + .milliseconds(100)
                for box in boxes.indices where !dead.contains(box) { send(boxes[box].tick(at: now), from: box) }
                deliver()
                holders.append(boxes.indices.filter { !dead.contains($0) && boxes[$0].isHolding(at: now) })
            }
        }

        mutating func kill(_ box: Int, isTold: Bool = true) {
            isConnected[box] = false
            waiting.removeAll { $0.sender == box }
            guard isTold else { return }
            for other in boxes.indices where isConnected[other] { boxes[other].boxIsGone(names[box], at: now) }
        }
    }

    @Test func `of three boxes the first becomes the locator, and no two are at any time`() {
        var site = Site(3)
        site.run(.seconds(30))
        #expect(site.holders.allSatisfy { $0.count <= 1 })
        #expect(site.holders.last == [0])
        #expect(site.boxes.map(\.holder) == ["box-0", "box-0", "box-0"])
    }

    @Test func `when the holder dies another takes over within a second of the broker's word`() {
        var site = Site(3)
        site.run(.seconds(10))
        site.kill(0)
        let deadAt = site.holders.count
        site.run(.seconds(20), dead: [0])
        let wait = site.holders[deadAt...].firstIndex(of: [1]).map { $0 - deadAt }
        #expect(wait.map { $0 <= 10 } == true)
        #expect(site.holders.last == [1])
    }

    @Test func `when the holder hangs without a word another takes over within eight seconds`() {
        var site = Site(2)
        site.run(.seconds(10))
        let hangsAt = site.holders.count
        site.run(.seconds(12), dead: [0])
        let wait = site.holders[hangsAt...].firstIndex(of: [1]).map { $0 - hangsAt }
        #expect(wait.map { $0 <= 80 } == true)
        // It wakes, believes to be the holder for no moment, and follows.
        #expect(!site.boxes[0].isHolding(at: site.now))
        site.run(.seconds(5))
        #expect(site.holders.suffix(40).allSatisfy { $0 == [1] })
    }

    @Test func `a holder that is cut off falls silent before another one begins`() {
        var site = Site(2)
        site.run(.seconds(10))
        site.isConnected[0] = false
        let cutAt = site.holders.count
        site.run(.seconds(20))
        #expect(site.holders.allSatisfy { $0.count <= 1 })
        #expect(site.holders[cutAt...].contains([]))
        #expect(site.holders.last == [1])
        // It comes back with stale renewals in its queue: they change nothing.
        site.connect(0)
        site.run(.seconds(5))
        #expect(site.holders.suffix(45).allSatisfy { $0 == [1] })
    }

    @Test func `two boxes that claim at once do not both get it, and who joins later agrees`() {
        var site = Site(2)
        site.run(.seconds(10))
        site.kill(0)
        site.add(0, life: 50)
        // Both claim the same term: their claims cross on the way.
        site.boxes[0] = LocatorLease(name: "box-0", rank: 1, boot: start + .seconds(50), at: site.now - .seconds(9))
        site.boxes[1] = LocatorLease(name: "box-1", rank: 1, boot: start, at: site.now - .seconds(9))
        site.retained = nil
        site.run(.seconds(10))
        #expect(site.holders.allSatisfy { $0.count <= 1 })
        #expect(site.holders.last?.count == 1)
        var joined = LocatorLease(name: "box-2", rank: 2, boot: start, at: site.now)
        if let retained = site.retained { _ = joined.heard(retained, at: site.now) }
        #expect(joined.holder == site.holders.last?.first.map { site.names[$0] })
    }

    @Test func `a box that stops gives the lease back, and the next one has it at once`() {
        var site = Site(2)
        site.run(.seconds(10))
        site.send(site.boxes[0].released(at: site.now), from: 0)
        site.deliver()
        site.kill(0)
        site.run(.seconds(1), dead: [0])
        #expect(site.holders.last == [1])
    }

    @Test func `a box that comes back to life does not take its former life for a rival`() {
        var site = Site(1)
        site.run(.seconds(10))
        site.kill(0)
        site.add(0, life: 100)
        site.run(.seconds(1))
        #expect(site.holders.last == [0])
        #expect(site.boxes[0].term == 2)
    }

    @Test(arguments: 1...20) func `whatever the network does, no two boxes hold the lease`(seed: UInt64) {
        var generator = Seeded(seed)
        var site = Site(3)
        for _ in 0..<40 {
            for box in 0..<3 {
                if generator.uniform() < 0.7 { site.connect(box) } else { site.isConnected[box] = false }
            }
            site.run(.milliseconds(Int64(generator.uniform(100..<6_000))))
        }
        #expect(site.holders.allSatisfy { $0.count <= 1 })
        for box in 0..<3 { site.connect(box) }
        site.run(.seconds(15))
        #expect(site.holders.last?.count == 1)
    }
}
