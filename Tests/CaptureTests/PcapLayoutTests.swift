import Capture
import Testing
import Timekeeping

struct PcapLayoutTests {
    /// One frame of three bytes, five on the air, at 2021-01-01T00:00:01.000002Z or .000000002Z.
    private static let variants: [(name: String, hex: String, nanosecond: Int64, linkType: UInt16)] = [
        (
            "microseconds, little-endian",
            """
            d4c3b2a1 0200 0400 00000000 00000000 ffff0000 7f000000
            8166ee5f 02000000 03000000 05000000 aabbcc
            """, 2_000, 127
        ),
        (
            "microseconds, big-endian",
            """
            a1b2c3d4 0002 0004 00000000 00000000 0000ffff 0000007f
            5fee6681 00000002 00000003 00000005 aabbcc
            """, 2_000, 127
        ),
        (
            "nanoseconds, little-endian",
            """
            4d3cb2a1 0200 0400 00000000 00000000 ffff0000 69000000
            8166ee5f 02000000 03000000 05000000 aabbcc
            """, 2, 105
        ),
        (
            "nanoseconds, big-endian",
            """
            a1b23c4d 0002 0004 00000000 00000000 0000ffff 00000069
            5fee6681 00000002 00000003 00000005 aabbcc
            """, 2, 105
        ),
        (
            "Kuznetzov's patch: interface, protocol and packet type after the lengths",
            """
            34cdb2a1 0200 0400 00000000 00000000 ffff0000 7f000000
            8166ee5f 02000000 03000000 05000000 07000000 0300 00 00 aabbcc
            """, 2_000, 127
        ),
        (
            "length of the frame check sequence in the upper bits of the link type: 4 bytes, given",
            """
            d4c3b2a1 0200 0400 00000000 00000000 ffff0000 69000024
            8166ee5f 02000000 03000000 05000000 aabbcc
            """, 2_000, 105
        ),
        (
            "version 2.3 with the lengths in the other order",
            """
            d4c3b2a1 0200 0300 00000000 00000000 ffff0000 7f000000
            8166ee5f 02000000 05000000 03000000 aabbcc
            """, 2_000, 127
        ),
    ]

    @Test(arguments: variants) func `a pcap file of every kind is read`(
        name: String, hex: String, nanosecond: Int64, linkType: UInt16
    ) throws {
        let (frames, error) = try read(hex)
        let time = WallTime(seconds: 1_609_459_329) + .nanoseconds(nanosecond)
        let record = SavefileRecord(index: 1, time: time, originalLength: 5, linkType: linkType)
        #expect(frames == [ReadFrame(record, [0xaa, 0xbb, 0xcc])])
        #expect(error == nil)
    }

    @Test func `a file without a frame is empty, not damaged`() throws {
        let (frames, error) = try read("d4c3b2a1 0200 0400 00000000 00000000 ffff0000 7f000000")
        #expect(frames.isEmpty)
        #expect(error == nil)
    }

    @Test func `a time stamp of the year 2106 is a time after 1970`() throws {
        let frames = try read(Self.header + "ffffffff 3f420f00 00000000 00000000").frames
        #expect(frames.map(\.record.time) == [WallTime(seconds: 4_294_967_295) + .nanoseconds(999_999_000)])
    }

    @Test func `a fraction of more than a second leaves the frame in its second`() throws {
        let frames = try read(Self.header + "8166ee5f ffffffff 00000000 00000000").frames
        #expect(frames.map(\.record.time) == [WallTime(seconds: 1_609_459_329) + .nanoseconds(999_999_999)])
    }

    @Test func `a frame longer than any capture is damage at the offset of its record`() throws {
        let record = "8166ee5f 02000000 01000000 01000000 aa"
        let (frames, error) = try read(Self.header + record + "8166ee5f 02000000 01000400 01000400")
        #expect(frames.count == 1)
        #expect(error?.damage == .frameTooLong(claimed: 262_145))
        // A sum of literals beside an optional is compared as AnyHashable, of which the compiler reads one octet too many.
        let end: UInt64 = 24 + 17
        #expect(error?.offset == end)
    }

    @Test func `a longest frame is read whole, also across the edge of the window`() throws {
        var file = SavefileBytes()
        file.append(hex: Self.header)
        let long = (0..<262_144).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        for _ in 0..<3 {
            file.append(0, 0, 262_144, 262_144)
            file.append(long)
            file.append(0, 0, 1, 1)
            file.append([0x55])
        }
        let (frames, error) = try readAll(file.bytes)
        #expect(frames.map(\.bytes) == [long, [0x55], long, [0x55], long, [0x55]])
        #expect(error == nil)
    }

    @Test func `a version before 2 is refused by name`() throws {
        let error = try read("d4c3b2a1 0100 0400 00000000 00000000 ffff0000 7f000000").error
        #expect(error?.damage == .unsupportedVersion(major: 1, minor: 4))
    }

    private static let header = "d4c3b2a1 0200 0400 00000000 00000000 ffff0000 7f000000 "

    private func read(_ hex: String) throws -> (frames: [ReadFrame], error: CaptureError?) {
        var file = SavefileBytes()
        file.append(hex: hex)
        return try readAll(file.bytes)
    }
}

extension CaptureError {
    /// What is damaged, if that is the error.
    var damage: SavefileDamage? { if case .damagedSavefile(_, _, let damage) = self { damage } else { nil } }

    /// Where the damage is.
    var offset: UInt64? { if case .damagedSavefile(_, let offset, _) = self { offset } else { nil } }
}
