import Testing
import Timekeeping

@testable import Privacy

struct KeyRingTests {
    @Test func `the key changes at the first instant of the next epoch`() {
        var generator = SplitMix(1)
        var ring = ring(&generator)
        let first = ring.tag(ofAddress: address)
        let before = ring.advance(to: start + epoch - .nanoseconds(1), using: &generator)
        #expect(!before && ring.tag(ofAddress: address) == first)
        let after = ring.advance(to: start + epoch, using: &generator)
        #expect(after && ring.tag(ofAddress: address) != first)
    }

    @Test func `the key before is kept for the grace, and then destroyed`() {
        var generator = SplitMix(1)
        var ring = ring(&generator)
        let first = ring.tag(ofAddress: address)
        let early = ring.formerTag(ofAddress: address)
        _ = ring.advance(to: start + epoch, using: &generator)
        let kept = ring.formerTag(ofAddress: address)
        _ = ring.advance(to: start + epoch + grace - .nanoseconds(1), using: &generator)
        let last = ring.formerTag(ofAddress: address)
        _ = ring.advance(to: start + epoch + grace, using: &generator)
        let gone = ring.formerTag(ofAddress: address)
        #expect(early == nil && kept == first && last == first && gone == nil)
        #expect(ring.keyCount == 1)
    }

    @Test func `a grace longer than an epoch keeps no third key`() {
        var generator = SplitMix(1)
        var ring = ring(&generator, grace: .minutes(60))
        let first = ring.tag(ofAddress: address)
        _ = ring.advance(to: start + epoch, using: &generator)
        let second = ring.tag(ofAddress: address)
        _ = ring.advance(to: start + epoch + epoch, using: &generator)
        let former = ring.formerTag(ofAddress: address)
        #expect(ring.keyCount == 2 && former == second && former != first)
    }

    @Test func `frames that are a little out of order do not change the key`() {
        var generator = SplitMix(1)
        var ring = ring(&generator)
        _ = ring.advance(to: start + epoch, using: &generator)
        let second = ring.tag(ofAddress: address)
        let rotated = ring.advance(to: start + epoch - .seconds(5), using: &generator)
        #expect(!rotated && ring.tag(ofAddress: address) == second)
    }

    @Test func `a clock that falls back gets a new key and loses the one before`() {
        var generator = SplitMix(1)
        var ring = ring(&generator)
        let first = ring.tag(ofAddress: address)
        _ = ring.advance(to: start + epoch, using: &generator)
        let second = ring.tag(ofAddress: address)
        let rotated = ring.advance(to: start + .minutes(1), using: &generator)
        let third = ring.tag(ofAddress: address)
        #expect(rotated && ring.keyCount == 1)
        // The same epoch as the first key's by its number, but not its key.
        #expect(Set([first, second, third]).count == 3)
    }

    @Test func `after a time in which nobody asked, the key before is gone with the sessions that needed it`() {
        var generator = SplitMix(1)
        var ring = ring(&generator)
        let rotated = ring.advance(to: start + .minutes(600), using: &generator)
        #expect(rotated && ring.keyCount == 1)
    }

    @Test func `nothing is due in calm times, and something is at their end`() {
        var generator = SplitMix(1)
        var ring = ring(&generator)
        for _ in 0..<20 {
            let calm = ring.calm
            let (keys, tag) = (ring.keyCount, ring.tag(ofAddress: address))
            let within = ring.advance(to: calm.upperBound - .nanoseconds(1), using: &generator)
            #expect(!within && ring.keyCount == keys && ring.tag(ofAddress: address) == tag)
            _ = ring.advance(to: calm.upperBound, using: &generator)
            #expect(ring.keyCount != keys || ring.tag(ofAddress: address) != tag)
        }
    }

    @Test func `whatever the clock does, no key makes tags beyond its epoch or is kept beyond the grace`() {
        var generator = SplitMix(99)
        var ring = ring(&generator)
        var time = start
        var present = start..<start + epoch
        var former = present
        var tags: Set<UInt32> = [ring.tag(ofAddress: address)]
        for _ in 0..<20_000 {
            let step = Interval.milliseconds(Int64(generator.next() % 400_000))
            time = generator.next() % 20 == 0 ? time - step : time + step
            if ring.advance(to: time, using: &generator) {
                former = present
                let began = WallTime(nanoseconds: time.nanoseconds / epoch.nanoseconds * epoch.nanoseconds)
                present = began..<began + epoch
                let isNew = tags.insert(ring.tag(ofAddress: address)).inserted
                #expect(isNew)
            }
            #expect(present.lowerBound - .seconds(5) <= time && time < present.upperBound)
            #expect(ring.keyCount == 1 || time < former.upperBound + grace)
        }
        #expect(tags.count > 1_000)
    }

    private func ring(_ generator: inout SplitMix, grace: Interval = .minutes(5)) -> KeyRing {
        KeyRing(site: "shop", epochLength: epoch, grace: grace, at: start, using: &generator)
    }

    private let address: UInt64 = 0x0200_0000_0001
    private let epoch = Interval.minutes(10)
    private let grace = Interval.minutes(5)
    /// The first instant of an epoch.
    private let start = WallTime(seconds: 1_700_000_400)
}
