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
        /// What never moves and keeps its address, such as a till: each is heard each second.
        var fixtures = 0
    }

    /// What each box hears of a crowd for a while, at the same time for all; it begins with ``begin()``.
    func airs(_ crowd: Crowd, seconds: Int) async throws -> [Child] {
        var files = boxes.map { _ in FrameFile() }
        var generator = SplitMix(seed: 7)
        let width = 16 * Double(boxes.count)
        for scan in 0..<seconds * crowd.scansPerSecond {
            let place = (x: generator.uniform() * width, y: generator.uniform() * 8)
            let person = Transmission(
                address: 0x02_0000_000000 | UInt64(scan), number: scan, place: place,
                power: -42 + 4 * generator.gaussian(), shadowing: 3)
            let begin = Interval.milliseconds(Int64(scan * 1000 / crowd.scansPerSecond))
            add(person, of: crowd, after: begin, to: &files, &generator)
        }
        for fixture in 0..<crowd.fixtures {
            let place = (x: width * (Double(fixture) + 0.5) / Double(crowd.fixtures), y: 2.0)
            for second in 0..<seconds {
                let till = Transmission(
                    address: 0x0011_2233_5500 + UInt64(fixture), number: second, place: place, power: -30, shadowing: 0)
                let begin = Interval.milliseconds(Int64(second * 1000 + fixture * 1000 / crowd.fixtures))
                add(till, of: crowd, after: begin, to: &files, &generator)
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

    /// What somebody sends at once.
    private struct Transmission {
        var address: UInt64
        var number: Int
        var place: (x: Double, y: Double)
        /// Level at 1 m in dBm.
        var power: Double
        /// Spread of what is in the way to a box, in decibels.
        var shadowing: Double
    }

    /// Three frames, as each box hears them.
    private func add(
        _ transmission: Transmission, of crowd: Crowd, after begin: Interval, to files: inout [FrameFile],
        _ generator: inout SplitMix
    ) {
        for box in boxes.indices {
            let (x, y) = (transmission.place.x - Double(box * 16 + 8), transmission.place.y - 4)
            let loss = 10 * crowd.exponent * log10((x * x + y * y + 1.5 * 1.5).squareRoot())
            let mean = transmission.power + crowd.gains[box] - loss + transmission.shadowing * generator.gaussian()
            for frame in 0..<3 {
                let level = (mean + 2 * generator.gaussian()).rounded()
                guard (-92 ... -10).contains(level) else { continue }
                let sequence = UInt16(truncatingIfNeeded: transmission.number * 4 + frame)
                var bytes = CrowdFrame.request(from: transmission.address, to: nil, sequence: sequence)
                bytes[14] = UInt8(bitPattern: Int8(level))
                let time = WallTime(seconds: 1_700_000_000) + begin + .milliseconds(Int64(20 * frame))
                files[box].records.append((time, bytes))
            }
        }
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
