import Dot11
import GoldenFrames
import Testing

/// Each of these runs must end: with a frame, with none, or with a typed error.
struct HostileFrameTests {
    /// Reads `bytes` as every link type and uses all that comes out.
    private func exercise(_ bytes: [UInt8], cut: Int = 0) {
        for linkType in LinkType.allCases {
            let reader = FrameReader(linkType: linkType)
            let span = bytes.span
            guard let probe = try? reader.probeRequest(in: span, originalLength: bytes.count + cut) else { continue }
            #expect(probe.elements.lowerBound >= 24 && probe.elements.upperBound <= bytes.count)
            _ = probe.signature(in: span, key: SignatureKey(1, 2))
            _ = probe.isDirected(in: span) && probe.objectsToCounting(in: span)
        }
    }

    @Test(arguments: GoldenFrame.all) func `every truncation is read or refused`(golden: GoldenFrame) {
        for count in 0...golden.bytes.count {
            exercise(Array(golden.bytes.prefix(count)))
            exercise(Array(golden.bytes.prefix(count)), cut: golden.bytes.count - count)
        }
    }

    @Test(arguments: GoldenFrame.all) func `every change of one byte is read or refused`(golden: GoldenFrame) {
        var generator = SeededGenerator()
        for offset in golden.bytes.indices {
            let random = (0..<4).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for value in [0, 1, 0x7F, 0x80, 0xFF, golden.bytes[offset] ^ 1, golden.bytes[offset] &+ 1] + random {
                var bytes = golden.bytes
                bytes[offset] = value
                exercise(bytes)
            }
        }
    }

    @Test func `random octets are read or refused`() {
        var generator = SeededGenerator()
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...80, using: &generator)
            exercise((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
    }

    @Test(arguments: [Int.min, -1, 0, 1, Int.max]) func `an absurd original length does not matter`(length: Int) {
        for golden in GoldenFrame.all {
            _ = try? golden.reader.probeRequest(in: golden.bytes.span, originalLength: length)
        }
    }
}
