import GoldenFrames
import Testing

@testable import Dot11

struct LinkHeaderTests {
    struct Expected: Sendable {
        let name: String
        let frequency: UInt16?
        let levels: [Int8]
        let noise: Int8?
        let check: FrameCheck
    }

    private static let expected = [
        Expected(name: "radiotap-usual", frequency: 2437, levels: [-60], noise: nil, check: .correct),
        Expected(name: "radiotap-each-antenna", frequency: 5180, levels: [-40, -42, -48], noise: nil, check: .absent),
        Expected(name: "radiotap-vendor", frequency: nil, levels: [-60, -62], noise: nil, check: .incorrect),
        Expected(name: "radiotap-undefined", frequency: nil, levels: [-60], noise: nil, check: .absent),
        Expected(name: "radiotap-records", frequency: nil, levels: [-60], noise: nil, check: .absent),
        Expected(name: "radiotap-wide", frequency: 2412, levels: [-60], noise: -95, check: .absent),
        Expected(name: "prism", frequency: nil, levels: [-60], noise: -95, check: .absent),
        Expected(name: "avs", frequency: 2437, levels: [-60], noise: -95, check: .correct),
        Expected(name: "ppi", frequency: 2437, levels: [-60], noise: -95, check: .correct),
        Expected(name: "ppi-aligned", frequency: 2437, levels: [], noise: nil, check: .incorrect),
    ]

    @Test(arguments: expected) func `each link header says what it says`(expected: Expected) throws {
        let probe = try #require(try GoldenFrame.named(expected.name).probeRequest())
        let radio = probe.radio
        #expect(radio.frequencyMegahertz == expected.frequency)
        #expect((radio.signalDBm.map { [$0] } ?? []) + radio.antennaSignalsDBm == expected.levels)
        #expect(radio.noiseDBm == expected.noise)
        #expect(probe.frameCheck == expected.check)
    }

    @Test(arguments: ["radiotap-usual", "prism", "avs", "ppi"])
    func `a header that is longer than the bytes is malformed`(name: String) throws {
        let golden = try GoldenFrame.named(name)
        for count in 0..<8 {
            let bytes = Array(golden.bytes.prefix(count))
            #expect(throws: FrameError.malformedLinkHeader) { try golden.reader.probeRequest(in: bytes.span) }
        }
    }

    @Test func `unknown versions are malformed`() throws {
        for (name, offset) in [("radiotap-usual", 0), ("prism", 1), ("avs", 0), ("ppi", 0)] {
            let golden = try GoldenFrame.named(name)
            var bytes = golden.bytes
            bytes[offset] ^= 0x11
            #expect(throws: FrameError.malformedLinkHeader) { try golden.reader.probeRequest(in: bytes.span) }
        }
    }

    @Test func `a PPI header before something else than 802.11 is passed over`() throws {
        var bytes = try GoldenFrame.named("ppi").bytes
        bytes[4] = 1
        #expect(try FrameReader(linkType: .ppi).probeRequest(in: bytes.span) == nil)
    }

    @Test func `an AVS header under the link type of Prism is read`() throws {
        let bytes = try GoldenFrame.named("avs").bytes
        let probe = try #require(try FrameReader(linkType: .prism).probeRequest(in: bytes.span))
        #expect(probe.radio.signalDBm == -60)
    }

    @Test(
        arguments: [
            (1, 6, 2412), (13, 4, 2472), (14, 4, 2484), (36, 8, 5180), (165, 8, 5825), (2437, 6, 2437),
            (5_180_000, 8, 5180),
            (0, 6, nil), (36, 6, nil), (200, 8, nil),
        ] as [(UInt32, UInt8, UInt16?)])
    func `the AVS channel is a number, MHz or kHz`(channel: UInt32, physical: UInt8, frequency: UInt16?) throws {
        var bytes = try GoldenFrame.named("avs").bytes
        bytes[27] = physical
        for place in 0..<4 { bytes[28 + place] = UInt8(truncatingIfNeeded: channel >> (24 - 8 * place)) }
        let probe = try #require(try FrameReader(linkType: .avs).probeRequest(in: bytes.span))
        #expect(probe.radio.frequencyMegahertz == frequency)
    }

    @Test func `of AVS levels only those in dBm are levels`() throws {
        for type: UInt8 in [0, 1, 3] {
            var bytes = try GoldenFrame.named("avs").bytes
            bytes[47] = type
            let probe = try #require(try FrameReader(linkType: .avs).probeRequest(in: bytes.span))
            #expect(probe.radio.signalDBm == nil && probe.radio.noiseDBm == nil)
        }
    }
}
