import Foundation
import Testing
import Timekeeping

extension SmallSite {
    /// People who walk about, each heard once, in a site whose radio is known.
    struct Crowd {
        /// Decibels that each box hears more than an average one.
        var gains: [Double]
        var exponent: Double
        var scansPerSecond: Int
    }

    /// What each box hears of a crowd for a while, at the same time for all; it begins with ``begin()``.
    func airs(_ crowd: Crowd, seconds: Int) async throws -> [Child] {
        var files = boxes.map { _ in FrameFile() }
        var generator = SplitMix(seed: 7)
        for scan in 0..<seconds * crowd.scansPerSecond {
            let begin = Interval.milliseconds(Int64(scan * 1000 / crowd.scansPerSecond))
            let place = (x: generator.uniform() * 16 * Double(boxes.count), y: generator.uniform() * 8)
            let power = -42 + 4 * generator.gaussian()
            for box in boxes.indices {
                let (x, y) = (place.x - Double(box * 16 + 8), place.y - 4)
                let distance = (x * x + y * y + 1.5 * 1.5).squareRoot()
                let mean = power + crowd.gains[box] - 10 * crowd.exponent * log10(distance) + 3 * generator.gaussian()
                for frame in 0..<3 {
                    let level = (mean + 2 * generator.gaussian()).rounded()
                    guard (-92 ... -10).contains(level) else { continue }
                    let sequence = UInt16(truncatingIfNeeded: scan * 4 + frame)
                    var bytes = CrowdFrame.request(from: 0x02_0000_000000 | UInt64(scan), to: nil, sequence: sequence)
                    bytes[14] = UInt8(bitPattern: Int8(level))
                    let time = WallTime(seconds: 1_700_000_000) + begin + .milliseconds(Int64(20 * frame))
                    files[box].records.append((time, bytes))
                }
            }
        }
        var children: [Child] = []
        for box in boxes.indices {
            files[box].records.sort { $0.time < $1.time }
            let path = try files[box].write(to: laboratory.bench.path("\(boxes[box].name).pcap"))
            let name = boxes[box].name
            let gate = "rm -f go-\(name) && mkfifo go-\(name) && exec"
            let words = [gate, try Workbench.program("airtap"), "--interface \(name) --speed 1"]
            let air = try laboratory.start(
                "sh", ["-c", (words + ["--wait-for-reader", path, "<>go-\(name)"]).joined(separator: " ")])
            try #require(await eventually { air.output.hasPrefix("ready") }, "\(air.errors)")
            children.append(air)
        }
        return children
    }

    /// The airs begin.
    func begin() async throws {
        let child = try laboratory.start("sh", ["-c", boxes.map { "echo >go-\($0.name)" }.joined(separator: ";")])
        #expect(await child.waitPatiently() == 0, "\(child.errors)")
    }
}

/// A generator whose numbers are the same in each run.
private struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// From 0 to 1. Source: prng.di.unimi.it/splitmix64.c.
    mutating func uniform() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((z ^ (z >> 31)) >> 11) / Double(1 << 53)
    }

    /// Of mean 0 and spread 1 (Box and Muller, 1958).
    mutating func gaussian() -> Double {
        (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
    }
}
