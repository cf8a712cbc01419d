import Capture
import Foundation
import Glibc
import Testing

struct SavefileReaderTests {
    @Test func `every truncation of a file gives its first frames and ends cleanly`() throws {
        for file in [Self.smallPcap, Self.smallPcapng] {
            let whole = try readAll(file)
            #expect(whole.frames.count == 3 && whole.error == nil)
            for length in 0..<file.count {
                let (frames, error) = try readAll(Array(file.prefix(length)))
                #expect(whole.frames.starts(with: frames), "cut to \(length)")
                #expect(error == nil || error?.damage != nil || length < 4, "cut to \(length)")
            }
        }
    }

    @Test func `every change of one byte gives frames or an error`() throws {
        for file in [Self.smallPcap, Self.smallPcapng] {
            for index in file.indices {
                for change: UInt8 in [0x01, 0x80, 0xff] {
                    var damaged = file
                    damaged[index] ^= change
                    let (frames, error) = try readAll(damaged)
                    #expect(frames.count <= 3)
                    #expect(error == nil || error?.isRecoverable == false)
                }
            }
        }
    }

    @Test func `an empty file and a cut header are damage at the start`() throws {
        #expect(try readAll([]).error?.damage == .empty)
        #expect(try readAll(Array(Self.smallPcap.prefix(17))).error?.damage == .fileHeaderCut(present: 17))
    }

    @Test func `a file of another kind is named as such, with the way to unpack it`() throws {
        let error = try readAll(Array("GIF89a and more".utf8)).error
        guard case .notASavefile(_, nil) = error else { Issue.record("\(String(describing: error))"); return }
        let packed = try readAll([0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0, 0]).error
        #expect("\(try #require(packed))".contains("zstd -d"))
    }

    @Test func `a path that cannot be read is an error with a cure`() throws {
        #expect(readAll("/nonexistent/x.pcap").error == .unreadableSavefile(path: "/nonexistent/x.pcap", code: ENOENT))
        #expect(readAll("/").error == .unreadableSavefile(path: "/", code: EISDIR))
    }

    @Test func `a caller can stop and go on with the next frame`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "capture-\(UUID().uuidString)")
        try Data(Self.smallPcap).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        var reader = try SavefileReader(path: file.path)
        var seen: [Int] = []
        try reader.readFrames { record, _ in
            seen.append(record.index)
            return record.index < 2
        }
        #expect(seen == [1, 2])
        #expect(reader.offset == 24 + 17 + 18)
        #expect(try reader.withNextFrame { record, bytes in record.index * 10 + bytes.count } == 33)
        #expect(try reader.withNextFrame { _, _ in true } == nil)
    }

    @Test func `frames come through a pipe while they are written`() throws {
        var ends: [Int32] = [0, 0]
        try #require(unsafe pipe(&ends) == 0)
        Thread.detachNewThread { [end = ends[1]] in
            for byte in Self.smallPcap { Self.write(byte, to: end) }
            close(end)
        }
        let (frames, error) = readAll("/dev/fd/\(ends[0])")
        close(ends[0])
        #expect(frames == (try readAll(Self.smallPcap).frames))
        #expect(error == nil)
    }

    /// Frames of 1, 2 and 3 bytes.
    private static let smallPcap: [UInt8] = {
        var file = SavefileBytes()
        file.append(0xa1b2_c3d4, 0x0004_0002, 0, 0, 65_535, 127)
        for length in UInt32(1)...3 {
            file.append(1_700_000_000, length, length, length)
            file.append([UInt8](repeating: 0x77, count: Int(length)))
        }
        return file.bytes
    }()

    private static let smallPcapng: [UInt8] = {
        var file = SavefileBytes()
        file.beginSection()
        file.describeInterface(linkType: 127) { $0.option(9, [9]) }
        for length in 1...3 { file.packet(interface: 0, time: 1_700, [UInt8](repeating: 0x77, count: length)) }
        return file.bytes
    }()

    private static func write(_ byte: UInt8, to end: Int32) {
        var byte = byte
        _ = unsafe Glibc.write(end, &byte, 1)
    }
}
