import Survey
import Timekeeping

extension Uptime {
    static let zero = Uptime(nanoseconds: 0)
}

/// The channel at a frequency that the test knows to be one.
func channel(_ frequencyMegahertz: Int) -> Channel {
    guard let channel = Channel(frequencyMegahertz: frequencyMegahertz) else { fatalError("not a channel") }
    return channel
}

/// Channels without any limit.
func open(_ frequencies: [Int]) -> [RegulatoryChannel] { frequencies.map { RegulatoryChannel(channel($0)) } }

/// Sebastiano Vigna's splitmix64: chance that can be repeated.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
