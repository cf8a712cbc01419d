import Counting
import Privacy
import Testing
import Timekeeping

@testable import Presence

struct LocatedScanTests {
    @Test func `zones sum to the shop, and each has its share`() {
        var site = Site(zones: [.inside, .inside, .outside])
        var alone = DeviceEstimator()
        for scan in 0..<3_000 {
            let second = Double(scan) * 0.3
            let device = UInt32(scan)
            let zone = device % 4 == 0 ? 1 : 0
            site.heard(device, zone == 0 ? [0.7, 0.2, 0.1] : [0.1, 0.8, 0.1], inside: 0.9, at: second)
            alone.heard(UInt16(device % 7), startsBurst: true, at: Shop.instant(second))
        }
        site.advance(to: 900)
        let last = site.occupancies.suffix(3).map { $0.devices?.value ?? 0 }
        let whole = alone.estimate(at: Shop.instant(900) - .nanoseconds(1)).value
        #expect(abs(last[0] + last[1] - whole) < 1e-9)
        #expect(last[2] == 0)
        // Three of four scans weigh 7/9 to 2/9, the others 1/9 to 8/9.
        let share = 0.75 * 7 / 9 + 0.25 / 9
        #expect(abs(last[0] / (last[0] + last[1]) - share) < 0.05)
    }

    @Test func `scans from outside count in the zones that lie outside`() {
        var site = Site(zones: [.inside, .outside])
        for scan in 0..<30 { site.heard(1, [0.2, 0.8], inside: 0.2, at: Double(scan) * 30) }
        site.advance(to: 900)
        let last = site.occupancies.suffix(2).map { $0.devices?.value ?? 0 }
        #expect(last[0] == 0 && last[1] == 1)
        #expect(site.occupancies.last?.distinctAddresses == 1)
        #expect(site.visits.isEmpty)
    }

    @Test func `a shop with a strip has its door's entries, and who passed by the strip passed by the shop`() {
        var site = Site(zones: [.inside, .outside])
        for scan in 0..<20 {
            for device: UInt32 in 1...6 {
                let isShopper = device <= 4
                site.heard(
                    device, isShopper ? [0.9, 0.1] : [0.1, 0.9], inside: isShopper ? 0.95 : 0.05,
                    at: Double(scan) * 40 + Double(device))
            }
            site.heard(7, [0.9, 0.1], inside: 0.95, at: Double(scan) * 40 + 7, randomised: true)
        }
        site.observer.counted(CounterReading(counter: "door", time: Shop.instant(850), entries: 9, exits: 2))
        site.advance(to: 8_000)
        for zone in 0...1 {
            let hours = site.footfalls.filter { $0.length == .hour && $0.zone == zone }
            #expect(hours.reduce(0) { $0 + $1.figures.startedVisits } == 5)
            #expect(hours.reduce(0) { $0 + $1.figures.randomisedStarts } == 1)
            #expect(hours.reduce(0) { $0 + $1.figures.passersBy } == 2)
        }
        let quarters = site.footfalls.filter { $0.length == .quarterHour && $0.zone == 0 }
        #expect(quarters.contains { $0.entries == 9 && $0.exits == 2 && $0.meanDwell != nil })
        #expect(site.footfalls.allSatisfy { $0.zone == 0 || $0.entries == nil })
    }

    @Test func `a visit moves when another zone is sure enough, and not before`() {
        var site = Site(zones: [.inside, .inside])
        let course: [[Double]] = [
            [0.9, 0.1], [0.5, 0.5], [0.45, 0.55], [0.3, 0.65], [0.5, 0.4], [0.7, 0.2],
        ]
        for (step, zones) in course.enumerated() { site.heard(7, zones, inside: 0.95, at: Double(step) * 40) }
        site.advance(to: 1_000)
        #expect(site.visits.map(\.kind) == [.started, .moved, .moved, .idle, .ended(.absent)])
        #expect(site.visits.map(\.visit.zone) == [0, 1, 0, 0, 0])
        #expect(site.visits.map(\.visit.previousZone) == [nil, 0, 1, 1, 1])
        #expect(site.visits.map { Shop.second($0.time) }.prefix(3) == ["0", "120", "200"])
        #expect(site.visits[1].visit.zones.map { ($0 * 100).rounded() } == [30, 65])
    }

    @Test func `a zone whose sensors are lost holds its visits, others do not`() {
        var site = Site(zones: [.inside, .inside])
        for scan in 0...3 {
            site.heard(1, [0.9, 0.1], inside: 1, at: Double(scan) * 30)
            site.heard(2, [0.1, 0.9], inside: 1, at: Double(scan) * 30)
        }
        site.observer.coverageLost(ofZone: 1, at: Shop.instant(100))
        site.advance(to: 5_000)
        #expect(site.visits.filter { $0.kind == .ended(.absent) }.map(\.visit.zone) == [0])
        #expect(site.occupancies.suffix(2).map(\.coverage) == [.full, .unknown])
        site.observer.coverageReturned(ofZone: 1, at: Shop.instant(5_000))
        site.heard(2, [0.1, 0.9], inside: 1, at: 5_010)
        site.advance(to: 5_030)
        #expect(site.observer.visitCount == 1)
        site.advance(to: 7_000)
        #expect(site.visits.filter { $0.kind == .ended(.absent) }.map(\.visit.zone) == [0, 1])
    }
}

/// A site of several zones, told of located scans; times are seconds since ``opening``.
struct Site {
    var observer: SiteObserver
    private(set) var observations: [Observation] = []
    private var chance = Chance(seed: 2)

    init(zones: [ZoneKind]) {
        observer = SiteObserver(rules: shopRules, zones: zones, followsVisits: true, at: opening)
    }

    mutating func heard(
        _ device: UInt32, _ zones: [Double], inside: Double, at second: Double, randomised: Bool = false
    ) {
        observer.located(
            LocatedScan(
                time: Shop.instant(second), tag: Tag(bits: device), signature: SignatureClass(bits: UInt16(device % 7)),
                isRandomised: randomised, zones: zones, insideProbability: inside), using: &chance)
        take()
    }

    mutating func advance(to second: Double) {
        observer.advance(to: Shop.instant(second))
        take()
    }

    private mutating func take() {
        var taken: [Observation] = []
        observer.takeObservations(into: &taken)
        observations += taken
    }

    var footfalls: [Footfall] {
        observations.compactMap { observation in
            guard case .footfall(let footfall) = observation else { return nil }
            return footfall
        }
    }

    var visits: [VisitEvent] {
        observations.compactMap { observation in
            guard case .visit(let event) = observation else { return nil }
            return event
        }
    }

    var flows: [ZoneFlows] {
        observations.compactMap { observation in
            guard case .flows(let flows) = observation else { return nil }
            return flows
        }
    }

    var occupancies: [Occupancy] {
        observations.compactMap { observation in
            guard case .occupancy(let occupancy) = observation else { return nil }
            return occupancy
        }
    }
}
