import Testing
import Timekeeping

@testable import Capture

struct PcapngInterfaceTests {
    /// Resolution, time stamp, and the time in nanoseconds worked out by hand.
    private static let stamps: [(resolution: PcapngInterface.Resolution, units: UInt64, nanoseconds: Int64)] = [
        (.decimal(0), 3, 3_000_000_000),
        (.decimal(3), 1_234, 1_234_000_000),
        (.decimal(6), 1_609_459_200_000_001, 1_609_459_200_000_001_000),
        (.decimal(9), 1_609_459_200_000_000_001, 1_609_459_200_000_000_001),
        (.decimal(12), 1_999, 1),
        (.decimal(19), .max, 1_844_674_407),
        (.decimal(28), .max, 1),
        (.decimal(29), .max, 0),
        (.decimal(127), .max, 0),
        (.decimal(0), .max, .max),
        (.binary(0), 3, 3_000_000_000),
        (.binary(10), 1_536, 1_500_000_000),
        (.binary(30), 1 << 29, 500_000_000),
        (.binary(63), 1 << 62, 500_000_000),
        (.binary(127), .max, 0),
    ]

    @Test(arguments: stamps) func `a time stamp becomes a time at every resolution`(
        resolution: PcapngInterface.Resolution, units: UInt64, nanoseconds: Int64
    ) {
        var interface = PcapngInterface(linkType: 127, snapLength: 0)
        interface.resolution = resolution
        let time = interface.time(high: UInt32(units >> 32), low: UInt32(truncatingIfNeeded: units))
        #expect(time == WallTime(nanoseconds: nanoseconds))
    }

    @Test func `the offset of an interface is added in seconds`() throws {
        for (offset, expected) in [(Int64(10), Int64(11)), (-10, -9), (.max, .max), (.min, .min)] {
            var file = SavefileBytes()
            file.bigEndian = true
            file.beginSection()
            file.describeInterface(linkType: 127) {
                $0.option(2, Array("wlan0".utf8))
                $0.option(9, [0])  // seconds
                $0.option(14, $0.body { $0.appendNumber(offset) })
                $0.option(0, [])
                $0.option(9, [6])  // after the end: not read
            }
            file.packet(interface: 0, time: 1, [1])
            let time = try #require(try readAll(file.bytes).frames.first?.record.time)
            switch expected {
            case .max: #expect(time == WallTime(nanoseconds: .max))
            case .min: #expect(time.nanoseconds < -9_000_000_000_000_000_000)
            default: #expect(time == WallTime(seconds: expected))
            }
        }
    }

    @Test func `options that run out of their block are left alone`() throws {
        var file = SavefileBytes()
        file.beginSection()
        file.describeInterface(linkType: 127) { $0.append16(9, 65_535) }
        file.packet(interface: 0, time: 1, [1])
        #expect(try readAll(file.bytes).frames.map(\.record.time) == [WallTime(nanoseconds: 1_000)])
    }
}
