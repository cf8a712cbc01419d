import Counting
import Foundation
import Privacy
import Testing
import Timekeeping

@testable import Presence

/// The shipped rules.
let shopRules = PresenceRules(
    minimumLevelDBm: -75, idleAfter: .minutes(5), endAfter: .minutes(10), visitorAfter: .minutes(2),
    engagedAfter: .minutes(10))

/// A whole quarter of an hour; seconds of the tests count from here.
let opening = WallTime(seconds: 1_700_000_100 / 900 * 900)

/// 0.8 inside is reached at -70.2 dBm by one frame, at -70.6 by three.
let clearly: Int8 = -60
let likely: Int8 = -73
let hardly: Int8 = -77
let outside: Int8 = -88

/// Chance that can be repeated: set FOOTFALL_SEED to the seed that a failed test names.
struct Chance: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init(seed: UInt64) {
        let given = ProcessInfo.processInfo.environment["FOOTFALL_SEED"].flatMap { UInt64($0) }
        self.seed = given ?? seed
        state = self.seed
    }

    /// A seed of its own for each run.
    init() { self.init(seed: .random(in: 0...UInt64.max)) }

    /// SplitMix64, Steele, Lea and Flood 2014.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A sensor in a shop, told of one thing after the other; times are seconds since ``opening``.
struct Shop {
    private(set) var observer: SiteObserver
    private(set) var observations: [Observation] = []
    private var chance = Chance(seed: 1)

    init(rules: PresenceRules = shopRules, followsVisits: Bool = true, deviceLimit: Int = 65_536, at second: Double = 0)
    {
        observer = SiteObserver(
            rules: rules, followsVisits: followsVisits, deviceLimit: deviceLimit, at: Self.instant(second))
    }

    static func instant(_ second: Double) -> WallTime { opening + .nanoseconds(Int64((second * 1e9).rounded())) }

    /// One frame of a device.
    mutating func heard(
        _ device: UInt32, _ level: Int8?, at second: Double, randomised: Bool = false, signature: UInt16 = 1,
        formerly: UInt32? = nil
    ) {
        let sighting = Sighting(
            time: Self.instant(second), tag: Tag(bits: device), signature: SignatureClass(bits: signature),
            levelDBm: level, isRandomised: randomised)
        if !observer.sightedAgain(sighting, using: &chance) {
            observer.sightedAnew(sighting, formerTag: formerly.map { Tag(bits: $0) }, using: &chance)
        }
        takeObservations()
    }

    mutating func advance(to second: Double) {
        observer.advance(to: Self.instant(second))
        takeObservations()
    }

    mutating func coverageLost(at second: Double) { observer.coverageLost(at: Self.instant(second)) }

    mutating func coverageReduced(_ isReduced: Bool, at second: Double) {
        observer.coverageReduced(isReduced, at: Self.instant(second))
    }

    mutating func coverageReturned(at second: Double) { observer.coverageReturned(at: Self.instant(second)) }

    mutating func counted(_ reading: CounterReading) {
        observer.advance(to: reading.time)
        observer.counted(reading)
        takeObservations()
    }

    mutating func stopped(at second: Double) {
        observer.stopped(at: Self.instant(second))
        takeObservations()
    }

    private mutating func takeObservations() {
        var taken: [Observation] = []
        observer.takeObservations(into: &taken)
        observations += taken
    }

    var visits: [VisitEvent] {
        observations.compactMap { observation in
            guard case .visit(let event) = observation else { return nil }
            return event
        }
    }

    /// What happened to visits, as `second kind`.
    var trace: [String] { visits.map { "\(Self.second($0.time)) \($0.kind)" } }

    var occupancies: [Occupancy] {
        observations.compactMap { observation in
            guard case .occupancy(let occupancy) = observation else { return nil }
            return occupancy
        }
    }

    var footfalls: [Footfall] {
        observations.compactMap { observation in
            guard case .footfall(let footfall) = observation else { return nil }
            return footfall
        }
    }

    static func second(_ time: WallTime) -> String {
        let second = (time - opening).seconds
        return second == second.rounded() ? String(Int(second)) : String(second)
    }
}
