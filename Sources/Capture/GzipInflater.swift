import CZlib
import Glibc

/// Unpacks a gzip stream of one or several members, RFC 1952.
///
/// A class, because zlib keeps a pointer to its state: it must not move.
@safe final class GzipInflater {
    /// What ended the stream before its end.
    private(set) var damage: SavefileDamage?

    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer
    private var isInsideMember = true
    private var isAtEnd = false

    /// `input` holds the first bytes of the packed stream.
    init(input first: [UInt8]) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        unsafe input = .allocate(byteCount: max(Self.inputLength, first.count), alignment: 64)
        unsafe input.copyBytes(from: first)
        unsafe stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_in = UInt32(first.count)
        let code = unsafe inflateInit2_(stream, Self.gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(code == Z_OK, "zlib has the memory for its window")
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
        unsafe input.deallocate()
    }

    /// Unpacks at least one byte into `room`; 0 at the end or at damage. `code` is the error number of a failed read.
    func read(into room: UnsafeMutableRawBufferPointer, from descriptor: Int32) -> (count: Int, code: Int32) {
        unsafe stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_out = UInt32(room.count)
        while unsafe stream.pointee.avail_out == UInt32(room.count), damage == nil, !isAtEnd {
            if unsafe stream.pointee.avail_in == 0 {
                let code = refill(from: descriptor)
                if code != 0 { return (0, code) }
            }
            if !isAtEnd { step() }
        }
        return (unsafe room.count - Int(stream.pointee.avail_out), 0)
    }

    private func refill(from descriptor: Int32) -> Int32 {
        let got = unsafe readSome(from: descriptor, into: input)
        if got < 0 { return errno }
        unsafe stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_in = UInt32(got)
        if got == 0 {
            isAtEnd = true
            if isInsideMember { damage = .compressedStreamCut }
        }
        return 0
    }

    private func step() {
        if !isInsideMember {
            // What follows the last member and is not another one is padding, as gzip(1) takes it.
            guard unsafe stream.pointee.next_in.pointee == 0x1f else { return isAtEnd = true }
            unsafe inflateReset(stream)
            isInsideMember = true
        }
        switch unsafe inflate(stream, Z_NO_FLUSH) {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isInsideMember = false
        default: damage = .compressedStreamCorrupt
        }
    }

    private static let inputLength = 64 * 1024
    /// zlib.h inflateInit2: a window of 2^15 bytes, and 16 for a gzip header and trailer.
    private static let gzipOnly: Int32 = 15 + 16
}
