import Testing
import Timekeeping

@testable import Simulation

struct ShopSimulationTests {
    @Test func `the same seed gives the same bytes, another seed others`() {
        let first = Array(ShopSimulation(seed: 1, duration: .minutes(3)))
        #expect(first == Array(ShopSimulation(seed: 1, duration: .minutes(3))))
        #expect(first != Array(ShopSimulation(seed: 2, duration: .minutes(3))))
    }

    /// Fixed once and for all: a change in what a seed gives must be meant.
    @Test func `a seed gives what it gave before`() {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for frame in ShopSimulation(seed: 42, duration: .minutes(1)) {
            for byte in frame.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        #expect(hash == 1_340_318_642_398_455_401)
    }

    @Test func `frames come in the order of time and end with the shop's day`() {
        let start = WallTime(seconds: 1_000_000)
        var last = start
        for frame in ShopSimulation(seed: 3, start: start, duration: .minutes(10)) {
            #expect(last <= frame.time)
            last = frame.time
        }
        #expect(last < start + .minutes(10))
        #expect(last > start + .minutes(10) - .seconds(1))
    }

    @Test func `people come and stay as the scene says`() {
        var scene = ShopScene()
        scene.arrivalsPerHour = 120
        scene.phonesPerPerson = [1]
        scene.hasAccessPoints = false
        var shop = ShopSimulation(seed: 4, duration: .minutes(20 * 60), scene: scene)
        var occupancy = 0.0
        var samples = 0.0
        var nextSample = shop.truth.at + .minutes(60)
        while shop.next() != nil {
            guard shop.truth.at >= nextSample else { continue }
            occupancy += Double(shop.truth.shoppers)
            samples += 1
            nextSample = nextSample + .seconds(30)
        }
        let truth = shop.truth
        // Poisson: five standard errors of 2400.
        #expect(abs(truth.entries - 2400) < 245)
        #expect(abs(truth.passages - 3000) < 274)
        #expect(truth.entries - truth.exits == truth.shoppers)
        // Little's law: arrivals a minute times the mean stay, 9·exp(0.8²/2) = 12.39 minutes.
        let expected = 2.0 * 12.39
        #expect(abs(occupancy / samples / expected - 1) < 0.15)
    }

    @Test func `the shop is heard louder than the street`() {
        var quiet = ShopScene()
        quiet.passersByPerHour = 0
        quiet.hasAccessPoints = false
        var street = ShopScene()
        street.arrivalsPerHour = 0
        street.staffCount = 0
        street.hasAccessPoints = false
        #expect(medianProbeLevel(quiet) > -68)
        #expect(medianProbeLevel(street) < -74)
    }

    @Test func `memory depends on how many are present, not on how long it lasts`() {
        var scene = ShopScene()
        scene.hasAccessPoints = false
        var shop = ShopSimulation(seed: 6, duration: .minutes(5 * 60), scene: scene)
        var largest = 0
        while shop.next() != nil { largest = max(largest, shop.pendingCount) }
        #expect(largest < 400)
    }
}

/// The level at which half of the phones' probe requests in half an hour come in; the equipment is left out.
private func medianProbeLevel(_ scene: ShopScene) -> Int8 {
    let levels = ShopSimulation(seed: 5, duration: .minutes(30), scene: scene)
        .filter { $0.bytes[26] == 0x40 && $0.bytes[36...39] != [0x00, 0x00, 0x5E, 0x00] }
        .map { Int8(bitPattern: $0.bytes[22]) }
        .sorted()
    return levels[levels.count / 2]
}
