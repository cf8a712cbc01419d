/// The frames of `Oracle/class_occupancy.py`: phones that scan with several addresses, some of one class together.
struct SimulatedPhones {
    struct Frame {
        let milliseconds: Int
        let address: Int
        let signature: UInt16
    }

    /// In the order of their times.
    private(set) var frames: [Frame] = []
    private var state: UInt64
    private var address = 0

    init(seed: UInt64 = 20, minutes: Int = 40) {
        state = seed
        for phone in 0..<70 {
            let signature = UInt16(phone < 30 ? 1 : phone < 42 ? 2 : 3 + phone % 9)
            let begin = below(minutes * 60_000)
            let stay = 60_000 + below(1_500_000)
            let period = 8_000 + below(120_000)
            var time = begin
            while time < begin + stay, time < minutes * 60_000 {
                scan(signature, at: time)
                time += period + below(5_000)
            }
        }
        frames.sort { ($0.milliseconds, $0.address) < ($1.milliseconds, $1.address) }
    }

    private mutating func scan(_ signature: UInt16, at time: Int) {
        var time = time
        for _ in 0..<1 + below(4) {
            address += 1
            for _ in 0..<1 + below(4) {
                frames.append(Frame(milliseconds: time, address: address, signature: signature))
                time += 1 + below(300)
            }
        }
    }

    /// SplitMix64, Steele, Lea and Flood 2014.
    private mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
