import Timekeeping

/// People with phones whose addresses the test knows, so that it can look for them where they must not be.
struct Crowd {
    /// 1,000 global and 1,000 local addresses in turn.
    let addresses: [UInt64]

    /// A crowd with addresses of its own.
    init(seed: UInt64, count: Int = 2_000) {
        var state = seed
        addresses = (0..<count).map { index in
            // Steele, Lea, Flood, OOPSLA 2014: SplitMix64.
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
            let global = (word ^ word >> 31) & 0xFCFF_FFFF_FFFF
            return index.isMultiple(of: 2) ? global : global | 0x0200_0000_0000
        }
    }

    /// What each phone asks for by name: part of the capture, never of an output.
    static let networkName = "planted-network-"

    /// The name that a phone asks for; that of some is an objection to being located.
    static func networkName(of index: Int) -> String {
        networkName + "\(index)" + ["", "_nomap", "", "", "_optout", "", ""][index % 7]
    }

    /// A capture: at first three people alone, so that there is something to withhold, then the others, each with five
    /// scans of two frames within eleven minutes.
    func capture(duration: Interval, startingAt start: WallTime = Self.start) -> FrameFile {
        var file = FrameFile()
        let step = Interval(nanoseconds: duration.nanoseconds / Int64(addresses.count * 6 / 5))
        for (index, address) in addresses.enumerated() {
            let arrival = index < 3 ? 0 : addresses.count / 5 + index
            for (scan, second) in [0, 20, 50, 300, 660].enumerated() {
                let time = start + Interval(nanoseconds: step.nanoseconds * Int64(arrival)) + .seconds(Int64(second))
                let name = scan == 1 ? Self.networkName(of: index) : nil
                for frame in 0..<2 {
                    let request = CrowdFrame.request(from: address, to: name, sequence: UInt16(scan * 2 + frame))
                    file.records.append((time + .milliseconds(Int64(20 * frame + index % 7)), request))
                }
            }
        }
        file.records.sort { $0.time < $1.time }
        return file
    }

    static let start = WallTime(seconds: 1_700_000_000)
}
