import Counting
import Privacy
import Testing
import Timekeeping

@testable import Presence

struct SiteObserverTests {
    @Test func `the state is told each full minute, and speaks of the last 15`() {
        var shop = Shop(at: 30)
        shop.advance(to: 3_630)
        #expect(shop.occupancies.map(\.to) == (1...60).map { Shop.instant(Double($0) * 60) })
        for occupancy in shop.occupancies {
            #expect(occupancy.from == max(Shop.instant(30), occupancy.to - .minutes(15)))
        }
    }

    @Test(arguments: [0.0, 0.25, 0.999]) func `an estimate at a full minute speaks of 15 whole minutes`(phase: Double) {
        var shop = Shop(at: -3_600 + phase)
        shop.heard(1, clearly, at: 10, randomised: true)
        for minute in 0..<15 {
            let second = minute == 14 ? 59.9 : minute % 2 == 0 ? 20 : 57
            shop.heard(UInt32(minute) + 2, clearly, at: Double(minute) * 60 + second, randomised: true)
        }
        shop.heard(98, clearly, at: 900.5, randomised: true, signature: 2)
        shop.heard(99, clearly, at: 903, randomised: true, signature: 2)
        shop.advance(to: 961)
        let last = shop.occupancies.suffix(2)
        #expect(
            last.first?.devices?.value == 2.19, "16 events in 15 busy minutes; the frame of the next minute is not in")
        #expect(last.last?.devices?.value == 1.80 + 0.36, "14 events in 14 busy minutes, and two of another class")
    }

    @Test func `windows close at quarters of an hour and at full hours`() {
        var shop = Shop(at: 100)
        shop.advance(to: 7_300)
        let zero = opening.nanoseconds / 1_000_000_000 % 3_600
        let quarters = shop.footfalls.filter { $0.length == .quarterHour }
        #expect(quarters.map(\.to) == (1...8).map { Shop.instant(Double($0) * 900) })
        #expect(quarters.map(\.from) == [Shop.instant(100)] + (1...7).map { Shop.instant(Double($0) * 900) })
        let hours = shop.footfalls.filter { $0.length == .hour }
        let firstHour = Double(3_600 - zero)
        #expect(hours.map(\.to) == [firstHour, firstHour + 3_600].filter { $0 <= 7_300 }.map { Shop.instant($0) })
        #expect(hours.allSatisfy { $0.to.nanoseconds % 3_600_000_000_000 == 0 })
    }

    @Test func `a window counts each address once, each visit where it ends`() {
        var shop = Shop()
        for device: UInt32 in 1...7 {
            for scan in 0..<5 { shop.heard(device, device < 6 ? clearly : outside, at: Double(scan) * 40) }
        }
        for device: UInt32 in 10...12 { shop.heard(device, outside, at: 200, randomised: true) }
        shop.advance(to: 1_801)
        let quarters = shop.footfalls.filter { $0.length == .quarterHour }
        #expect(quarters[0].figures.distinctAddresses == 10 && quarters[0].figures.randomisedAddresses == 3)
        #expect(quarters[0].figures.startedVisits == 5 && quarters[0].figures.passersBy == 0)
        #expect(quarters[0].figures.visitors == 5 && quarters[0].figures.bounces == 0)
        #expect(quarters[0].figures.dwellSeconds == [200, 200, 200, 200, 200])
        #expect(quarters[1].figures.distinctAddresses == 0 && quarters[1].figures.passersBy == 2)
    }

    @Test(arguments: 0..<4) func `what happens does not depend on how often time is told`(run: UInt64) {
        var chance = Chance(seed: 0x7173 + run)
        var (few, many) = (Shop(at: 0.3), Shop(at: 0.3))
        var second = 0.3
        for _ in 0..<1_500 {
            let pause = Double.random(in: 0..<1, using: &chance) < 0.01 ? 4_000.0 : 6
            let next = second + .random(in: 0..<pause, using: &chance)
            var time = second
            while time < next {
                many.advance(to: time)
                time += .random(in: 0.1..<90, using: &chance)
            }
            second = next
            let device = UInt32.random(in: 0..<60, using: &chance)
            let level = Int8.random(in: -95...(-55), using: &chance)
            few.heard(device, level, at: second, randomised: device % 3 == 0, signature: UInt16(device % 5))
            many.heard(device, level, at: second, randomised: device % 3 == 0, signature: UInt16(device % 5))
        }
        few.stopped(at: second + 5_000)
        many.advance(to: second + 2_500)
        many.stopped(at: second + 5_000)
        #expect(few.observations.count > 500)
        #expect(few.observations == many.observations, "seed \(chance.seed)")
    }

    @Test func `a full table gives up devices, ends their visits and says that it is degraded`() {
        var shop = Shop(deviceLimit: 10)
        for device: UInt32 in 1...30 { shop.heard(device, clearly, at: Double(device)) }
        #expect(shop.observer.deviceCount == 10 && shop.observer.visitCount == 10)
        #expect(shop.visits.filter { $0.kind == .ended(.absent) }.count == 20)
        #expect(Set(shop.visits.map(\.visit.identifier)).count == 30)
        shop.advance(to: 1_021)
        #expect(shop.occupancies.last?.coverage == .full, "a quarter of an hour after the start, too")
        for device: UInt32 in 31...60 { shop.heard(device, clearly, at: 1_021 + Double(device) / 10) }
        shop.advance(to: 1_141)
        #expect(shop.occupancies.suffix(2).map(\.coverage) == [.degraded, .full])
    }

    @Test func `a sensor that lost one of its radios says that figures are degraded, and claims no flood`() {
        var shop = Shop(at: -1_020)
        shop.advance(to: 1)
        #expect(shop.occupancies.map(\.coverage) == Array(repeating: .degraded, count: 14) + [.full, .full, .full])
        shop.coverageReduced(true, at: 10)
        shop.coverageReduced(true, at: 11)
        shop.advance(to: 61)
        shop.coverageReduced(false, at: 62)
        shop.advance(to: 121)
        shop.coverageLost(at: 130)
        shop.coverageReturned(at: 140)
        shop.advance(to: 181)
        #expect(
            shop.occupancies.dropFirst(17).map(\.coverage) == [
                .degraded, .degraded, .full, .full, .unknown, .degraded, .degraded,
            ])
        shop.advance(to: 1_081)
        #expect(shop.occupancies.last?.coverage == .full, "a quarter of an hour after the loss")
        #expect(!shop.observer.isFlooded)
    }

    @Test(arguments: [true, false]) func `200,000 devices take no more memory than the limit allows`(randomised: Bool) {
        var shop = Shop(deviceLimit: 1_000)
        for device: UInt32 in 1...200_000 {
            shop.heard(device &* 0x9E37_79B9, clearly, at: Double(device) / 2_000, randomised: randomised)
        }
        #expect(shop.observer.deviceCount == 1_000)
        #expect(shop.observer.visitCount == (randomised ? 0 : 1_000))
        #expect(largestCollection(in: shop.observer) <= 65_536, "the estimator's index of classes is the largest")
        #expect(largestCollection(in: shop.observer, named: "visits") <= 1_024)
        #expect(largestCollection(in: shop.observer, named: "devices") <= 4_096)
    }

    @Test func `a clock that falls back a little changes nothing for long`() {
        var shop = Shop()
        shop.heard(1, clearly, at: 903)
        shop.advance(to: 904)
        shop.heard(1, clearly, at: 890)
        shop.advance(to: 1_900)
        #expect(shop.visits.map(\.kind) == [.started, .idle, .ended(.absent)])
        #expect(shop.footfalls.allSatisfy { $0.from < $0.to })
        #expect(shop.occupancies.allSatisfy { $0.from < $0.to })
    }

    @Test func `a clock that falls back far ends what it held, and counting goes on`() {
        var shop = Shop()
        for device: UInt32 in 1...10 { shop.heard(device, clearly, at: 100_000) }
        shop.heard(1, clearly, at: 7_000)
        #expect(shop.visits.map(\.kind).filter { $0 == .ended(.absent) }.count == 10)
        #expect(shop.observer.deviceCount == 1 && shop.observer.visitCount == 1)
        for scan in 1...20 { shop.heard(1, clearly, at: 7_000 + Double(scan) * 20) }
        shop.advance(to: 7_441)
        #expect((shop.occupancies.last?.devices?.value ?? 0) > 0)
        shop.advance(to: 9_000)
        #expect(shop.visits.last?.kind == .ended(.absent) && shop.observer.visitCount == 0)
        #expect(shop.observer.deviceCount == 0)
        #expect(shop.footfalls.allSatisfy { $0.from < $0.to })
        shop.heard(1, clearly, at: -50_000)
        shop.advance(to: -49_000)
        #expect(shop.occupancies.last?.to == Shop.instant(-49_020))
        #expect(shop.occupancies.allSatisfy { $0.from < $0.to }, "also before the time of the start")
    }

    @Test func `times before 1970 and at the ends of time do not trap`() {
        for nanoseconds: [Int64] in [[.min, .max], [.max, .min], [-1, 0, -1_000_000_000_000, 5], [.max, .max]] {
            var observer = SiteObserver(
                rules: shopRules, followsVisits: true, deviceLimit: 4, at: WallTime(nanoseconds: nanoseconds[0]))
            var chance = Chance(seed: 5)
            for nanoseconds in nanoseconds {
                let sighting = Sighting(
                    time: WallTime(nanoseconds: nanoseconds), tag: Tag(bits: 1), signature: SignatureClass(bits: 1),
                    levelDBm: -50, isRandomised: false)
                if !observer.sightedAgain(sighting, using: &chance) {
                    observer.sightedAnew(sighting, formerTag: nil, using: &chance)
                }
            }
            observer.stopped(at: WallTime(nanoseconds: nanoseconds[1]))
            #expect(observer.visitCount == 0)
        }
    }

    /// The number of elements of the largest collection anywhere inside a value, or inside its parts of one name.
    private func largestCollection(in value: Any, named name: String? = nil) -> Int {
        let mirror = Mirror(reflecting: value)
        var largest = 0
        if mirror.displayStyle == .collection, name == nil { return mirror.children.count }
        for child in mirror.children {
            let isNamed = child.label == name
            largest = max(largest, largestCollection(in: child.value, named: isNamed ? nil : name))
        }
        return largest
    }
}
