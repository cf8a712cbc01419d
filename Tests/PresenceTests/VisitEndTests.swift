import Testing
import Timekeeping

@testable import Presence

/// How a visit goes on, and how it ends.
struct VisitEndTests {
    @Test func `five silent minutes make a visit idle, and a scan resumes it`() {
        var shop = Shop()
        shop.heard(1, clearly, at: 0)
        shop.advance(to: 299)
        #expect(shop.trace == ["0 started"])
        shop.advance(to: 302)
        #expect(shop.trace.count == 2 && shop.visits[1].kind == .idle)
        #expect((300...301).contains((shop.visits[1].time - opening).seconds))
        shop.heard(1, likely, at: 500)
        #expect(shop.trace.last == "500 resumed")
        shop.advance(to: 799)
        #expect(shop.visits.count == 3)
    }

    @Test func `ten silent minutes end it, dated back to the last sighting and half the mean gap`() {
        var shop = Shop()
        for scan in 0...4 { shop.heard(1, clearly, at: Double(scan) * 60) }
        shop.advance(to: 839)
        #expect(shop.visits.map(\.kind) == [.started, .idle])
        shop.advance(to: 842)
        #expect(shop.visits.map(\.kind) == [.started, .idle, .ended(.absent)])
        #expect(shop.trace.last == "270 ended(Presence.VisitEvent.EndReason.absent)")
        let visit = shop.visits[2].visit
        #expect(visit.lastSeenAt == Shop.instant(240))
        #expect(visit.dwell == .seconds(300), "four gaps, and one more for what was not heard")
        #expect(visit.dwellUncertainty == .seconds(60))
    }

    @Test func `a visit of one scan has the dwell of a typical gap`() {
        var shop = Shop()
        shop.heard(1, clearly, at: 0)
        shop.advance(to: 700)
        #expect(shop.visits.last?.time == Shop.instant(37.5))
        #expect(shop.visits.last?.visit.dwell == .seconds(75))
        #expect(shop.visits.last?.visit.visitClass == .bounce)
    }

    @Test(arguments: [
        (lastScan: 59.0, class: VisitClass.bounce), (60, .visitor), (299, .visitor), (300, .engaged),
    ])
    func `the class follows the corrected dwell`(lastScan: Double, class expected: VisitClass) {
        var shop = Shop()
        shop.heard(1, clearly, at: 0)
        shop.heard(1, clearly, at: lastScan)
        shop.advance(to: 1_000)
        #expect(shop.visits.last?.visit.visitClass == expected)
    }

    @Test func `who is heard from outside only has moved outside`() {
        var shop = Shop()
        shop.heard(1, clearly, at: 0)
        for scan in 1...20 { shop.heard(1, outside, at: Double(scan) * 50) }
        #expect(shop.visits.map(\.kind) == [.started, .idle, .ended(.movedOutside)])
        #expect(shop.visits.last?.visit.lastSeenAt == Shop.instant(0))
    }

    @Test func `who comes back makes a new visit with another identifier`() {
        var shop = Shop()
        shop.heard(1, clearly, at: 0)
        shop.heard(1, clearly, at: 700)
        #expect(shop.visits.map(\.kind) == [.started, .idle, .ended(.absent), .started])
        #expect(shop.visits[2].visit.identifier == shop.visits[0].visit.identifier)
        #expect(shop.visits[3].visit.identifier != shop.visits[0].visit.identifier)
        #expect(shop.visits[3].visit.startedAt == Shop.instant(700))
    }

    @Test func `a stop ends every visit, none of them later than now`() {
        var shop = Shop()
        for device: UInt32 in 1...20 {
            shop.heard(device, clearly, at: 0)
            shop.heard(device, clearly, at: 280)
        }
        shop.stopped(at: 290)
        let ends = shop.visits.filter { $0.kind == .ended(.stopped) }
        #expect(ends.count == 20 && shop.observer.visitCount == 0)
        #expect(ends.allSatisfy { $0.time <= Shop.instant(290) })
        #expect(ends.allSatisfy { $0.visit.dwell == .seconds(560) })
    }

    @Test func `a lost sensor does not end a visit`() {
        var shop = Shop()
        shop.heard(1, clearly, at: 0)
        shop.coverageLost(at: 200)
        shop.advance(to: 5_000)
        #expect(shop.trace == ["0 started"])
        shop.coverageReturned(at: 5_000)
        shop.advance(to: 5_090)
        #expect(shop.trace == ["0 started"], "200 and 90 seconds of silence that counts")
        shop.advance(to: 5_110)
        #expect(shop.visits.map(\.kind) == [.started, .idle])
        shop.heard(1, clearly, at: 5_200)
        #expect(shop.visits.map(\.kind) == [.started, .idle, .resumed])
        shop.advance(to: 5_799)
        #expect(shop.visits.count == 4 && shop.visits.last?.kind == .idle)
        shop.advance(to: 5_802)
        #expect(shop.visits.last?.kind == .ended(.absent))
    }

    @Test func `what a lost sensor holds ends when nobody is there any more`() {
        var shop = Shop()
        shop.heard(1, clearly, at: 0)
        shop.coverageLost(at: 100)
        shop.coverageLost(at: 150)
        shop.coverageReturned(at: 1_100)
        shop.coverageReturned(at: 1_150)
        shop.advance(to: 1_599)
        #expect(shop.observer.visitCount == 1)
        shop.advance(to: 1_602)
        #expect(shop.visits.map(\.kind) == [.started, .idle, .ended(.absent)])
    }

    @Test func `a visit lives through a change of the epoch by its former tag`() {
        var shop = Shop()
        shop.heard(1, clearly, at: 0)
        shop.heard(1_001, clearly, at: 100, formerly: 1)
        shop.heard(2_001, clearly, at: 200, formerly: 1_001)
        shop.heard(2_001, clearly, at: 300)
        shop.advance(to: 1_000)
        #expect(shop.visits.map(\.kind) == [.started, .idle, .ended(.absent)])
        #expect(Set(shop.visits.map(\.visit.identifier)).count == 1)
        #expect(shop.visits.last?.visit.dwell == .seconds(400))
        #expect(shop.observer.deviceCount == 1)
    }

    @Test func `a former tag that nobody has makes a new device`() {
        var shop = Shop()
        shop.heard(1, clearly, at: 0)
        shop.heard(2, clearly, at: 1, formerly: 77)
        #expect(shop.observer.deviceCount == 2 && shop.visits.count == 2)
    }
}
