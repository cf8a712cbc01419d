import Privacy
import Testing
import Timekeeping

@testable import Presence

struct ConsentedVisitsTests {
    private let consent = ConsentHandle(number: 7)
    private let trigger = ConsentedVisits.Trigger(name: "coffee", zone: 0, minimumDwell: .minutes(5))

    @Test func `an offer is made once in a visit, to who was heard long enough in the zone`() {
        var visits = ConsentedVisits(triggers: [trigger])
        _ = visits.noted(event(.started, at: 0))
        expectNone(&visits, heardAt: 299)
        let made = offers(&visits, heardAt: 301)
        #expect(made.map(\.dwell) == [.seconds(301)] && made.map(\.trigger.name) == ["coffee"])
        expectNone(&visits, heardAt: 400)
        _ = visits.noted(event(.ended(.absent), at: 500))
        expectNone(&visits, heardAt: 600)
        _ = visits.noted(event(.started, at: 700))
        let made1_100 = offers(&visits, heardAt: 1_100)
        #expect(made1_100.count == 1)
    }

    @Test func `time in another zone does not count`() {
        var visits = ConsentedVisits(triggers: [trigger])
        _ = visits.noted(event(.started, at: 0, zone: 1))
        expectNone(&visits, heardAt: 900)
        _ = visits.noted(event(.moved, at: 900, zone: 0))
        expectNone(&visits, heardAt: 1_000)
        let made1_201 = offers(&visits, heardAt: 1_201)
        #expect(made1_201.count == 1)
    }

    @Test func `who comes again under the same consent returns, and nobody after it has ended`() {
        var visits = ConsentedVisits(triggers: [])
        var returning: [Bool] = []
        returning.append(visits.noted(event(.started, at: 0)))
        returning.append(visits.noted(event(.ended(.absent), at: 10)))
        returning.append(visits.noted(event(.started, at: 20)))
        visits.consentEnded(consent)
        returning.append(visits.noted(event(.started, at: 30)))
        #expect(returning == [false, false, true, false])
    }

    @Test func `a consent that ended is owed no offer`() {
        var visits = ConsentedVisits(triggers: [trigger])
        _ = visits.noted(event(.started, at: 0))
        visits.heard(consent, at: Shop.instant(400))
        visits.consentEnded(consent)
        let owed = visits.takeOffers()
        #expect(!visits.hasHeard && owed.isEmpty)
    }

    @Test(arguments: [true, false])
    func `a consented device is followed from its first scan, also with the preset anonymous`(followsVisits: Bool) {
        var observer = SiteObserver(rules: shopRules, followsVisits: followsVisits, at: Shop.instant(0))
        var chance = Chance(seed: 1)
        for second in [0.0, 30, 60] {
            let sighting = Sighting(
                time: Shop.instant(second), tag: Tag(bits: 9), signature: SignatureClass(bits: 1), levelDBm: clearly,
                isRandomised: true, consent: consent)
            if !observer.sightedAgain(sighting, using: &chance) {
                observer.sightedAnew(sighting, formerTag: nil, using: &chance)
            }
        }
        observer.consentEnded(consent, at: Shop.instant(61))
        var taken: [Observation] = []
        observer.takeObservations(into: &taken)
        let events = taken.compactMap { if case .visit(let event) = $0 { event } else { nil } }
        #expect(events.map(\.kind) == [.started, .ended(.revoked)])
        #expect(events.allSatisfy { $0.visit.consent == consent })
        #expect(observer.visitCount == 0 && observer.deviceCount == 0)
    }

    @Test func `an entry of the table of devices stays within a cache line, and a full table within 6 MB`() {
        #expect(MemoryLayout<Device>.stride <= 64)
        #expect((MemoryLayout<Device>.stride + MemoryLayout<AddressStay>.stride) * 65_536 < 6_000_000)
    }

    private func expectNone(_ visits: inout ConsentedVisits, heardAt second: Double) {
        let made = offers(&visits, heardAt: second)
        #expect(made.isEmpty)
    }

    private func offers(_ visits: inout ConsentedVisits, heardAt second: Double) -> [ConsentedVisits.Offer] {
        visits.heard(consent, at: Shop.instant(second))
        return visits.takeOffers()
    }

    private func event(_ kind: VisitEvent.Kind, at second: Double, zone: Int = 0) -> VisitEvent {
        var visit = VisitSummary(
            identifier: VisitIdentifier(1, UInt64(second)), startedAt: Shop.instant(second),
            lastSeenAt: Shop.instant(second), dwell: .zero, dwellUncertainty: .zero, visitClass: .bounce,
            insideProbability: 1)
        visit.zone = zone
        visit.consent = consent
        return VisitEvent(kind: kind, time: Shop.instant(second), visit: visit)
    }
}
