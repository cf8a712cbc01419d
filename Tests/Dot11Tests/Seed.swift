import Foundation

/// The seed of this run's random numbers: `FOOTFALL_SEED`, or a new one; printed so that a failure can be repeated.
enum Seed {
    static let value: UInt64 = {
        let given = ProcessInfo.processInfo.environment["FOOTFALL_SEED"].flatMap { UInt64($0) }
        let seed = given ?? UInt64.random(in: 0...UInt64.max)
        print("FOOTFALL_SEED=\(seed)")
        return seed
    }()
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed on each machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64 = Seed.value) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
