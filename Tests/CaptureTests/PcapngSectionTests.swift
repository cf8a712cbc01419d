import Capture
import Testing
import Timekeeping

struct PcapngSectionTests {
    @Test func `blocks written by hand are read as the draft says`() throws {
        var file = SavefileBytes()
        file.append(
            hex: """
                0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000
                01000000 20000000 7f00 0000 00020000 0900 0100 09000000 00000000 20000000
                06000000 24000000 00000000 00805a17 d2040000 03000000 05000000 aabbcc00 24000000
                """)
        let (frames, error) = try readAll(file.bytes)
        // (0x175a8000 << 32 | 0x4d2) ns.
        let time = WallTime(nanoseconds: 0x175a_8000_0000_04d2)
        #expect(frames == [ReadFrame(record(1, time, 5, 127), [0xaa, 0xbb, 0xcc])])
        #expect(error == nil)
    }

    @Test(arguments: [false, true]) func `several interfaces and sections keep their own descriptions`(
        bigEndian: Bool
    ) throws {
        var file = SavefileBytes()
        file.bigEndian = bigEndian
        file.beginSection()
        file.describeInterface(linkType: 127)
        file.describeInterface(linkType: 105) { $0.option(9, [3]) }  // milliseconds
        file.packet(interface: 1, time: 5, [1])
        file.packet(interface: 0, time: 5, [2, 3])
        file.bigEndian.toggle()
        file.beginSection()
        file.describeInterface(linkType: 192)
        file.packet(interface: 0, time: 7, [4])
        let (frames, error) = try readAll(file.bytes)
        #expect(
            frames == [
                ReadFrame(record(1, WallTime(nanoseconds: 5_000_000), 1, 105), [1]),
                ReadFrame(record(2, WallTime(nanoseconds: 5_000), 2, 127), [2, 3]),
                ReadFrame(record(3, WallTime(nanoseconds: 7_000), 1, 192), [4]),
            ])
        #expect(error == nil)
    }

    @Test func `simple and obsolete packet blocks are frames too`() throws {
        var file = SavefileBytes()
        file.beginSection()
        file.describeInterface(linkType: 127, snapLength: 2)
        file.appendBlock(
            type: 3,
            body: file.body {
                $0.append(5); $0.append([1, 2])
            })  // cut by the snap length
        file.appendBlock(
            type: 3,
            body: file.body {
                $0.append(1); $0.append([9])
            })
        let obsolete = file.body {
            $0.append16(0, 3); $0.append(0, 6, 2, 7); $0.append([3, 4])
        }
        file.appendBlock(type: 2, body: obsolete)
        let (frames, error) = try readAll(file.bytes)
        #expect(
            frames == [
                ReadFrame(record(1, WallTime(nanoseconds: 0), 5, 127), [1, 2]),
                ReadFrame(record(2, WallTime(nanoseconds: 0), 1, 127), [9]),
                ReadFrame(record(3, WallTime(nanoseconds: 6_000), 7, 127), [3, 4]),
            ])
        #expect(error == nil)
    }

    @Test func `unknown blocks are passed over, however long`() throws {
        var file = SavefileBytes()
        file.beginSection()
        file.describeInterface(linkType: 127)
        file.appendBlock(type: 0x4000_0bad, body: [UInt8](repeating: 0xee, count: 1_000_000))
        file.packet(interface: 0, time: 1, [1])
        file.appendBlock(type: 5, body: [])
        let (frames, error) = try readAll(file.bytes)
        #expect(frames.map(\.bytes) == [[1]])
        #expect(error == nil)
    }

    @Test func `damage in a block names the start of the block`() throws {
        for (bytes, damage) in Self.damagedBlocks() {
            var file = SavefileBytes()
            file.beginSection()
            file.describeInterface(linkType: 127)
            file.packet(interface: 0, time: 1, [1])
            let offset = UInt64(file.bytes.count)
            file.append(bytes)
            let (frames, error) = try readAll(file.bytes)
            #expect(frames.map(\.bytes) == [[1]])
            #expect(error?.damage == damage)
            #expect(error?.offset == offset, "\(damage)")
        }
    }

    @Test func `a file that describes interfaces for ever is stopped`() throws {
        var file = SavefileBytes()
        file.beginSection()
        for _ in 0...4096 { file.describeInterface(linkType: 127) }
        #expect(try readAll(file.bytes).error?.damage == .tooManyInterfaces)
    }

    private static func damagedBlocks() -> [(bytes: [UInt8], damage: SavefileDamage)] {
        func file(_ build: (inout SavefileBytes) -> Void) -> [UInt8] { SavefileBytes().body(build) }
        return [
            (file { $0.packet(interface: 1, time: 1, [1]) }, .unknownInterface(1)),
            (file { $0.append(6, 30, 0, 0) }, .badBlockLength(claimed: 30)),
            (file { $0.append(6, 28, 0, 0) }, .badBlockLength(claimed: 28)),
            (file { $0.append(7, 8, 0, 0) }, .badBlockLength(claimed: 8)),
            (file { $0.append(6, 0xffff_fffc, 0, 0) }, .badBlockLength(claimed: 0xffff_fffc)),
            (file { $0.append(0x0a0d_0d0a, 28, 0x1234_5678) }, .badByteOrderMagic),
            (file { $0.append(6, 32, 0, 0, 0, 0, 0, 36) }, .blockLengthsDiffer(first: 32, second: 36)),
            (file { $0.append(7, 16, 0, 12) }, .blockLengthsDiffer(first: 16, second: 12)),
            (file { $0.append(6, 32, 0, 0, 0, 1, 1, 32) }, .frameBeyondBlock(claimed: 1)),
            (file { $0.append(7, 2_000, 0, 0) }, .recordCut(present: 16, needed: 2_000)),
            (file { $0.append(6, 36, 0) }, .recordCut(present: 12, needed: 36)),
            (file { $0.append(6) }, .recordHeaderCut(present: 4, needed: 8)),
        ]
    }

    private func record(_ index: Int, _ time: WallTime, _ length: Int, _ linkType: UInt16) -> SavefileRecord {
        SavefileRecord(index: index, time: time, originalLength: length, linkType: linkType)
    }
}

extension SavefileBytes {
    mutating func beginSection() {
        appendBlock(
            type: 0x0a0d_0d0a,
            body: body {
                $0.append(0x1a2b_3c4d); $0.append16(1, 0); $0.append(.max, .max)
            })
    }

    mutating func describeInterface(
        linkType: UInt16, snapLength: UInt32 = 0, options: (inout SavefileBytes) -> Void = { _ in }
    ) {
        let description = body {
            $0.append16(linkType, 0)
            $0.append(snapLength)
            options(&$0)
        }
        appendBlock(type: 1, body: description)
    }

    mutating func option(_ code: UInt16, _ value: [UInt8]) {
        append16(code, UInt16(value.count))
        append(value + [UInt8](repeating: 0, count: (4 - value.count % 4) % 4))
    }

    mutating func packet(interface: UInt32, time: UInt64, _ frame: [UInt8]) {
        let packet = body {
            $0.append(interface, UInt32(time >> 32), UInt32(truncatingIfNeeded: time))
            $0.append(UInt32(frame.count), UInt32(frame.count))
            $0.append(frame)
        }
        appendBlock(type: 6, body: packet)
    }
}
