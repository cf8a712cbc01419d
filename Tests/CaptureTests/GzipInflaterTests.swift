import CZlib
import Capture
import Testing

struct GzipInflaterTests {
    @Test func `a packed file reads as the plain one`() throws {
        let plain = capture(frames: 5_000)
        let expected = try readAll(plain)
        let (frames, error) = try readAll(gzip(plain))
        #expect(frames.count == 5_000)
        #expect(frames == expected.frames)
        #expect(error == nil)
    }

    @Test func `members that follow each other are one stream, and padding after them is passed over`() throws {
        let plain = capture(frames: 50)
        let packed = gzip(Array(plain.prefix(333))) + gzip(Array(plain.dropFirst(333)))
        #expect(try readAll(packed).frames == readAll(plain).frames)
        let (frames, error) = try readAll(packed + [0, 0, 0, 0])
        #expect(frames.count == 50)
        #expect(error == nil)
    }

    @Test func `a packed file that is cut anywhere gives its first frames and the damage`() throws {
        let plain = capture(frames: 20)
        let packed = gzip(plain)
        let whole = try readAll(plain).frames
        for length in 2..<packed.count {
            let (frames, error) = try readAll(Array(packed.prefix(length)))
            #expect(whole.starts(with: frames), "cut to \(length)")
            #expect(error?.damage == .compressedStreamCut, "cut to \(length)")
        }
    }

    @Test func `a packed file whose check sum is wrong says so after the last frame`() throws {
        var packed = gzip(capture(frames: 20))
        packed[packed.count - 8] ^= 1  // RFC 1952 §2.3: CRC-32 stands before the length
        let (frames, error) = try readAll(packed)
        #expect(frames.count == 20)
        #expect(error?.damage == .compressedStreamCorrupt)
    }

    /// A pcap file with frames of all lengths from 0 on, modulo 256.
    private func capture(frames: Int) -> [UInt8] {
        var file = SavefileBytes()
        file.append(0xa1b2_c3d4, 0x0004_0002, 0, 0, 65_535, 127)
        for index in 0..<frames {
            let length = index % 256
            file.append(UInt32(index), 0, UInt32(length), UInt32(length))
            file.append((0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ index) })
        }
        return file.bytes
    }

    /// Packed by zlib's own writer.
    private func gzip(_ plain: [UInt8]) -> [UInt8] {
        var stream = unsafe z_stream()
        let version = unsafe zlibVersion()
        unsafe deflateInit2_(&stream, 6, Z_DEFLATED, 31, 8, 0, version, Int32(MemoryLayout<z_stream>.size))
        var input = plain
        return unsafe [UInt8](unsafeUninitializedCapacity: plain.count + 1_000) { room, count in
            unsafe input.withUnsafeMutableBufferPointer { bytes in
                unsafe stream.next_in = bytes.baseAddress
                unsafe stream.avail_in = UInt32(bytes.count)
                unsafe stream.next_out = room.baseAddress
                unsafe stream.avail_out = UInt32(room.count)
                unsafe deflate(&stream, Z_FINISH)
                unsafe deflateEnd(&stream)
            }
            count = unsafe room.count - Int(stream.avail_out)
        }
    }
}
