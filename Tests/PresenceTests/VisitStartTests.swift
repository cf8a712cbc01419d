import Testing
import Timekeeping

@testable import Presence

/// When a visit starts, and when it does not.
struct VisitStartTests {
    @Test func `one clear scan starts a visit`() {
        var shop = Shop()
        shop.heard(1, clearly, at: 30)
        #expect(shop.trace == ["30 started"])
        #expect(shop.observer.visitCount == 1)
    }

    @Test func `two likely scans start a visit, dated back to the first`() {
        var shop = Shop()
        shop.heard(1, likely, at: 30)
        #expect(shop.trace == [])
        shop.heard(1, likely, at: 50)
        #expect(shop.trace == ["30 started"])
        #expect(shop.visits[0].visit.lastSeenAt == Shop.instant(50))
    }

    @Test func `two likely frames of one scan start none`() {
        var shop = Shop()
        shop.heard(1, likely, at: 30)
        shop.heard(1, likely, at: 33.9)
        #expect(shop.trace == [])
        shop.heard(1, likely, at: 37.9)
        #expect(shop.trace == ["30 started"])
    }

    @Test(arguments: [hardly, outside]) func `scans that are rather from outside start none`(level: Int8) {
        var shop = Shop()
        for scan in 0..<100 { shop.heard(1, level, at: Double(scan) * 20) }
        #expect(shop.trace == [])
    }

    @Test func `the frames of a scan are taken together`() {
        var shop = Shop()
        shop.heard(1, likely, at: 10)
        for frame in 1...9 { shop.heard(1, outside, at: 10 + Double(frame) / 10) }
        shop.heard(1, likely, at: 30)
        #expect(shop.trace == [])
    }

    @Test func `a first frame that is weak does not spoil a clear scan`() {
        var shop = Shop()
        shop.heard(1, outside, at: 10)
        for frame in 1...5 { shop.heard(1, -50, at: 10 + Double(frame) / 10) }
        #expect(shop.visits.count == 1)
    }

    @Test func `likely scans of different visits to the street are no visit`() {
        var shop = Shop()
        shop.heard(1, likely, at: 0)
        for minute in 1..<360 { shop.heard(1, outside, at: Double(minute) * 60) }
        shop.heard(1, likely, at: 360 * 60)
        #expect(shop.trace == [])
    }

    @Test func `a random address is followed once it has lasted, and its visit is dated back`() {
        var shop = Shop()
        shop.heard(1, clearly, at: 10, randomised: true)
        shop.heard(1, clearly, at: 70, randomised: true)
        #expect(shop.trace == [])
        shop.heard(1, clearly, at: 129.9, randomised: true)
        #expect(shop.trace == [], "two minutes have not passed")
        shop.heard(1, clearly, at: 140, randomised: true)
        #expect(shop.trace == ["10 started"])
        shop.heard(2, clearly, at: 141)
        shop.advance(to: 901)
        let quarter = shop.footfalls.last { $0.length == .quarterHour }?.figures
        #expect(quarter?.startedVisits == 2 && quarter?.randomisedStarts == 1)
    }

    @Test func `a random address in two scans is not followed, however far apart`() {
        var shop = Shop()
        shop.heard(1, clearly, at: 10, randomised: true)
        shop.heard(1, clearly, at: 400, randomised: true)
        #expect(shop.trace == [])
        shop.heard(1, clearly, at: 500, randomised: true)
        #expect(shop.trace == ["10 started"])
    }

    @Test func `random addresses that change never make a visit`() {
        var shop = Shop()
        for address: UInt32 in 1...500 { shop.heard(address, clearly, at: Double(address), randomised: true) }
        shop.advance(to: 3_000)
        #expect(shop.trace == [])
        #expect(shop.footfalls.allSatisfy { $0.figures.visitors == 0 && $0.figures.passersBy == 0 })
    }

    @Test func `the anonymous preset follows nobody, and tells nobody apart as passing by`() {
        var shop = Shop(followsVisits: false)
        for device: UInt32 in 1...9 { shop.heard(device, clearly, at: Double(device)) }
        shop.advance(to: 7_200)
        #expect(shop.trace == [])
        #expect(shop.footfalls.map(\.figures.distinctAddresses).max() == 9)
        #expect(shop.footfalls.allSatisfy { $0.figures.passersBy == 0 && $0.figures.startedVisits == 0 })
    }

    @Test func `a sighting without a level is counted as such and starts nothing`() {
        var shop = Shop()
        shop.heard(1, nil, at: 10)
        shop.heard(1, nil, at: 11)
        #expect(shop.observer.sightingsWithoutLevel == 2)
        #expect(shop.observer.deviceCount == 0)
    }
}
