import Counting
import Testing
import Timekeeping

@testable import Presence

struct HeardTimeTests {
    private static func instant(_ minutes: Int64) -> WallTime { opening + .minutes(minutes) }

    @Test func `what could not be heard is no part of the last quarter of an hour`() {
        var time = HeardTime(since: opening)
        #expect(time.minutes(at: opening) == 0)
        #expect(time.minutes(at: Self.instant(4)) == 4)
        time.lost(at: Self.instant(10))
        time.lost(at: Self.instant(11))
        #expect(time.minutes(at: Self.instant(12)) == 10)
        time.returned(at: Self.instant(13))
        time.returned(at: Self.instant(14))
        #expect(time.minutes(at: Self.instant(20)) == 12)
        #expect(time.minutes(at: Self.instant(27)) == 14)
        #expect(time.minutes(at: Self.instant(40)) == 15)
        time.fellBack(to: Self.instant(5))
        #expect(time.minutes(at: Self.instant(15)) == 15)
    }

    @Test func `a radio that comes and goes takes no more than its list`() {
        var time = HeardTime(since: opening)
        for second in 0..<20_000 {
            let instant = opening + .seconds(Int64(second))
            if second.isMultiple(of: 2) { time.lost(at: instant) } else { time.returned(at: instant) }
        }
        #expect((0...15).contains(time.minutes(at: opening + .seconds(20_000))))
    }

    @Test func `a radio that is away for ten seconds changes the number of devices by little`() throws {
        var shop = Shop(followsVisits: false)
        scan(&shop, minutes: 0..<20)
        let before = try #require(shop.occupancies.last?.devices)
        shop.coverageLost(at: 1_201)
        shop.coverageReturned(at: 1_211)
        scan(&shop, minutes: 21..<23)
        let after = try #require(shop.occupancies.last?.devices)
        #expect(abs(after.value / before.value - 1) < 0.15, "\(before) \(after)")
        #expect(after.high < 2.5 * after.value)
    }

    @Test func `before five minutes were heard the upper end allows for phones that have not scanned yet`() throws {
        var shop = Shop(followsVisits: false)
        scan(&shop, minutes: 0..<4)
        let early = try #require(shop.occupancies.last?.devices)
        #expect(early.value > 0 && early.low == early.value / 2)
        #expect(abs(early.high - 2 * early.value * (5.0 / 3) * (5.0 / 3)) < 1e-9, "three minutes are over")
        scan(&shop, minutes: 4..<8)
        let later = try #require(shop.occupancies.last?.devices)
        #expect(later.high == 2 * later.value)
    }

    /// Twelve phones of as many classes, each with a new address each time, every 50 s.
    private func scan(_ shop: inout Shop, minutes: Range<Int>) {
        for step in minutes.lowerBound * 60..<minutes.upperBound * 60 where step.isMultiple(of: 4) {
            let phone = step / 4 % 12
            shop.heard(
                UInt32(1_000 + step), clearly, at: Double(step) + 0.5, randomised: true, signature: UInt16(phone))
        }
    }
}
