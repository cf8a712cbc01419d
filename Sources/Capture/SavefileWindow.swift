/// The part of a savefile that is in memory: whole records are read in place, what is left moves to the front before
/// more is read.
///
/// Every access to the window's memory is in this file and stands behind ``require(_:)``, which says that the bytes are
/// there.
@safe struct SavefileWindow: ~Copyable {
    /// The longest record that can be read: the longest frame that libpcap and Wireshark accept (262,144 bytes) with
    /// its headers, options and trailer.
    static let capacity = 320 * 1024
    /// As much as is asked from the system at once: little enough to leave room in a core's cache to what is looked up.
    private static let readLength = 64 * 1024

    private let memory: UnsafeMutableRawPointer
    private var start = 0
    private var end = 0
    /// Bytes that the source has given so far.
    private var total: UInt64 = 0
    private var source: ByteSource

    init(source: consuming ByteSource) {
        self.source = source
        unsafe memory = .allocate(byteCount: Self.capacity, alignment: 64)
    }

    deinit { unsafe memory.deallocate() }

    /// The number of bytes that can be looked at.
    var count: Int { end - start }

    /// The offset of the first of them in the uncompressed file.
    var offset: UInt64 { total - UInt64(end - start) }

    /// Makes sure that at least `needed` bytes can be looked at; false when the file ends before.
    @inline(__always)
    mutating func require(_ needed: Int) throws(CaptureError) -> Bool {
        if end - start >= needed { return true }
        return try fill(to: needed)
    }

    /// Leaves the first `count` bytes behind; they must be there.
    @inline(__always)
    mutating func consume(_ count: Int) {
        precondition(count >= 0 && count <= end - start, "only bytes that are in the window are consumed")
        start += count
    }

    /// Leaves the next `length` bytes of the file behind, more than fit into the window too; false when the file ends
    /// before.
    mutating func skip(_ length: Int) throws(CaptureError) -> Bool {
        var left = length
        while left > 0 {
            if count == 0, try !fill(to: 1) { return false }
            let step = min(left, count)
            start += step
            left -= step
        }
        return true
    }

    /// The error for `damage` of the record that starts at `recordOffset`, or else with the first byte.
    func damaged(_ damage: SavefileDamage, at recordOffset: UInt64? = nil) -> CaptureError {
        .damagedSavefile(path: source.path, offset: recordOffset ?? offset, damage: damage)
    }

    /// The error for a file that is no capture.
    func notASavefile(compression: String?) -> CaptureError {
        .notASavefile(path: source.path, compression: compression)
    }

    /// The byte `position` bytes from the first byte.
    func u8(_ position: Int) -> UInt8 {
        check(position, 1)
        return unsafe memory.load(fromByteOffset: start + position, as: UInt8.self)
    }

    /// The 16-bit number `position` bytes from the first byte.
    @inline(__always)
    func u16(_ position: Int, bigEndian: Bool) -> UInt16 {
        check(position, 2)
        let value = UInt16(littleEndian: unsafe memory.loadUnaligned(fromByteOffset: start + position, as: UInt16.self))
        return bigEndian ? value.byteSwapped : value
    }

    /// The 32-bit number `position` bytes from the first byte.
    @inline(__always)
    func u32(_ position: Int, bigEndian: Bool) -> UInt32 {
        check(position, 4)
        let value = UInt32(littleEndian: unsafe memory.loadUnaligned(fromByteOffset: start + position, as: UInt32.self))
        return bigEndian ? value.byteSwapped : value
    }

    /// The first four 32-bit numbers, looked up at once: the header of a pcap record.
    @inline(__always)
    func fourU32(bigEndian: Bool) -> (UInt32, UInt32, UInt32, UInt32) {
        check(0, 16)
        let header = unsafe memory + start
        let numbers = unsafe (
            UInt32(littleEndian: header.loadUnaligned(as: UInt32.self)),
            UInt32(littleEndian: header.loadUnaligned(fromByteOffset: 4, as: UInt32.self)),
            UInt32(littleEndian: header.loadUnaligned(fromByteOffset: 8, as: UInt32.self)),
            UInt32(littleEndian: header.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        )
        guard bigEndian else { return numbers }
        return (numbers.0.byteSwapped, numbers.1.byteSwapped, numbers.2.byteSwapped, numbers.3.byteSwapped)
    }

    /// The 64-bit number `position` bytes from the first byte.
    func u64(_ position: Int, bigEndian: Bool) -> UInt64 {
        check(position, 8)
        let value = UInt64(littleEndian: unsafe memory.loadUnaligned(fromByteOffset: start + position, as: UInt64.self))
        return bigEndian ? value.byteSwapped : value
    }

    /// `count` bytes, `position` bytes from the first byte: they stay until the next call of ``require(_:)``.
    @inline(__always)
    func bytes(_ position: Int, count: Int) -> UnsafeBufferPointer<UInt8> {
        check(position, count)
        let place = unsafe UnsafeRawBufferPointer(start: memory + start + position, count: count)
        return unsafe place.assumingMemoryBound(to: UInt8.self)
    }

    @inline(__always)
    private func check(_ position: Int, _ count: Int) {
        precondition(position >= 0 && position + count <= end - start, "only bytes that are in the window are read")
    }

    /// Reads until `needed` bytes are there.
    @inline(never)
    private mutating func fill(to needed: Int) throws(CaptureError) -> Bool {
        precondition(needed <= Self.capacity, "a record is not longer than the window")
        unsafe memory.copyMemory(from: memory + start, byteCount: end - start)
        end -= start
        start = 0
        while end < needed {
            let room = unsafe UnsafeMutableRawBufferPointer(
                start: memory + end, count: min(Self.capacity - end, Self.readLength))
            let got = unsafe try source.read(into: room)
            if got == 0 {
                if let damage = source.damage { throw damaged(damage) }
                return false
            }
            end += got
            total += UInt64(got)
        }
        return true
    }
}
