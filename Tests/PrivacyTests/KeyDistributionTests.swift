import Dot11
import Testing
import Timekeeping

@testable import Privacy

/// A locator and its sensors, from announcement to announcement.
struct KeyDistributionTests {
    @Test func `sensors that follow one locator agree on tags and classes in each epoch`() throws {
        let site = try Site(sensors: ["a", "b", "c"])
        for epoch in 0..<6 as Range<Int64> {
            let time = start + .minutes(10 * epoch)
            try site.announce(at: time)
            let seen = try site.tags(at: time + .seconds(1))
            #expect(seen.count == 3 && Set(seen).count == 1 && seen.first ?? nil != nil, "epoch \(epoch)")
            let classes = try site.classes(at: time + .seconds(1))
            #expect(Set(classes).count == 1)
        }
    }

    @Test func `classes stay the same over epochs, tags do not, and the former tag joins them`() throws {
        let site = try Site(sensors: ["a"])
        var tags: [Privacy.Tag?] = []
        var classes: [SignatureClass?] = []
        for epoch in 0..<4 as Range<Int64> {
            let time = start + .minutes(10 * epoch)
            try site.announce(at: time)
            let former = try site.formerTag(of: "a", at: time)
            #expect(former == tags.last ?? nil)
            tags += try site.tags(at: time)
            classes += try site.classes(at: time)
        }
        #expect(Set(tags).count == 4 && Set(classes).count == 1)
    }

    @Test func `the next key is ready before its epoch, and does not need the locator then`() throws {
        let site = try Site(sensors: ["a", "b"])
        try site.announce(at: start)
        let tags = try site.tags(at: start + .minutes(10))
        #expect(Set(tags).count == 1 && tags[0] != nil)
        let late = try site.tags(at: start + .minutes(20))
        #expect(late == [nil, nil])
        #expect(site.declinedWithoutKey("a") == 1 && site.isKeyMissing("a"))
    }

    @Test func `who holds the present key gets the step alone, and goes on with it`() throws {
        let site = try Site(sensors: ["a", "b"])
        try site.announce(at: start)
        for epoch in 1..<4 as Range<Int64> {
            let announcement = try site.announce(at: start + .minutes(10 * epoch), holders: ["a"])
            #expect(announcement.copies.map(\.form) == [.step, .key])
            let tags = try site.tags(at: start + .minutes(10 * epoch + 1))
            #expect(Set(tags).count == 1 && tags[0] != nil)
        }
    }

    @Test func `a sensor that restarts or comes late gets the present key from what the broker kept`() throws {
        let site = try Site(sensors: ["a", "b"])
        try site.announce(at: start)
        try site.announce(at: start + .minutes(10))
        try site.restart("b", at: start + .minutes(15))
        try site.deliver(to: "b", at: start + .minutes(15))
        let tags = try site.tags(at: start + .minutes(16))
        #expect(Set(tags).count == 1 && tags[0] != nil)
    }

    @Test func `a step without the key before is refused, and the key comes on request`() throws {
        let site = try Site(sensors: ["a"])
        try site.announce(at: start)
        try site.restart("a", at: start + .minutes(1))
        #expect(throws: KeyRefusal.predecessorMissing) {
            try site.announce(at: start + .minutes(1), holders: ["a"])
        }
        try site.announce(at: start + .minutes(2))
        #expect(try site.tags(at: start + .minutes(3))[0] != nil)
    }

    @Test func `a sensor that is struck off cannot make the next key, and the others can`() throws {
        let site = try Site(sensors: ["a", "thief"])
        try site.announce(at: start)
        site.strikeOff("thief")
        #expect(throws: KeyRefusal.notForMe) { try site.announce(at: start + .minutes(5)) }
        let present = try site.tags(at: start + .minutes(9))
        #expect(Set(present).count == 1)
        let tags = try site.tags(at: start + .minutes(10))
        #expect(tags[0] != nil && tags[1] != tags[0])
        #expect(throws: KeyRefusal.notForMe) { try site.announce(at: start + .minutes(10)) }
        let later = try site.tags(at: start + .minutes(20))
        #expect(later[0] != nil && later[1] == nil)
    }

    @Test func `a locator that is restarted begins a new life, and live sessions are found again`() throws {
        let site = try Site(sensors: ["a", "b"])
        try site.announce(at: start)
        let before = try site.tags(at: start + .minutes(1))
        site.restartLocator(at: start + .minutes(2))
        try site.announce(at: start + .minutes(2))
        let after = try site.tags(at: start + .minutes(3))
        #expect(Set(after).count == 1 && after[0] != nil && after[0] != before[0])
        #expect(try site.formerTag(of: "a", at: start + .minutes(3)) == before[0])
        #expect(site.keyCount("a") == 2)
    }

    @Test func `an announcement that comes before its epoch is taken when that begins`() throws {
        let site = try Site(sensors: ["a"])
        try site.announce(at: start)
        // The locator's clock is two seconds ahead.
        let tags = try site.tags(at: start + .minutes(10) - .seconds(2))
        try site.announce(at: start + .minutes(10), deliveredAt: start + .minutes(10) - .seconds(2))
        #expect(try site.tags(at: start + .minutes(10) - .seconds(1)) == tags)
        let next = try site.tags(at: start + .minutes(10))
        #expect(next != tags && next[0] != nil)
        #expect(try site.tags(at: start + .minutes(20))[0] != nil)
    }

    @Test func `at most two epoch keys are held at any time`() throws {
        let site = try Site(sensors: ["a"])
        for minute in 0..<100 as Range<Int64> {
            let time = start + .minutes(minute)
            if minute % 10 == 0 { try site.announce(at: time) }
            _ = try site.tags(at: time)
            #expect((1...2).contains(site.keyCount("a")))
        }
    }

    @Test(arguments: KeyForgery.all)
    func `every forged announcement is refused by name, and changes nothing`(forgery: KeyForgery) throws {
        let site = try Site(sensors: ["a", "b"])
        try site.announce(at: start)
        let genuine = try site.announce(at: start + .minutes(10))
        let tags = try site.tags(at: start + .minutes(11))
        let forged = try forgery.make(genuine, site)
        #expect(throws: forgery.refusal) { try site.receive(forged, at: start + .minutes(11)) }
        #expect(try site.tags(at: start + .minutes(11)) == tags)
        try site.announce(at: start + .minutes(20))
        #expect(try site.tags(at: start + .minutes(20))[0] != nil)
    }

    @Test func `every changed octet of what is signed is noticed`() throws {
        let site = try Site(sensors: ["a"])
        let genuine = try site.announce(at: start)
        for index in genuine.copies[0].sealed.indices {
            var forged = genuine
            forged.issuedAt = genuine.issuedAt + .seconds(1)
            forged.copies[0].sealed[index] ^= 1
            #expect(throws: KeyRefusal.foreign) { try site.receive(forged, at: start + .seconds(1)) }
        }
    }

    private let start = WallTime(seconds: 1_700_000_400)
}
