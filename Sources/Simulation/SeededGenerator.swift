/// A small, fast generator of random numbers: the same seed gives the same numbers on every machine.
///
/// It is for test input alone and never for a key: whoever knows the seed knows every number.
/// Source: D. Blackman and S. Vigna, xoshiro256** 1.0 and SplitMix64, prng.di.unimi.it (public domain).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// A generator whose numbers follow from `seed` alone.
    public init(seed: UInt64) {
        var splitter = seed
        state = (
            splitMix(&splitter), splitMix(&splitter), splitMix(&splitter), splitMix(&splitter)
        )
    }

    public mutating func next() -> UInt64 {
        let result = rotatedLeft(state.1 &* 5, by: 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotatedLeft(state.3, by: 45)
        return result
    }

    /// A generator of its own for a part of the whole, so that one more draw in one part leaves the others as they are.
    public mutating func split() -> SeededGenerator { SeededGenerator(seed: next()) }
}

/// The next number of the sequence that starts at `state`.
func splitMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return scrambled(state)
}

/// The finishing step of SplitMix64: near inputs give unrelated outputs.
func scrambled(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
}

private func rotatedLeft(_ value: UInt64, by count: UInt64) -> UInt64 { (value << count) | (value >> (64 - count)) }
