private import Glibc
public import Timekeeping

/// A capture file that is being written: pcap with nanoseconds, little-endian.
///
/// Source: draft-ietf-opsawg-pcap §4 (file header) and §5 (packet records).
public struct SavefileWriter: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    /// Creates the file at `path`, or empties the one that is there; `-` is standard output.
    ///
    /// `linkType` stands in the file header; 127 is radiotap. tcpdump.org/linktypes.html.
    public init(path: String, linkType: UInt16 = 127) throws(CaptureError) {
        self.path = path
        if path == "-" {
            descriptor = STDOUT_FILENO
        } else {
            descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            if descriptor < 0 { throw CaptureError.unwritableSavefile(path: path, code: errno) }
        }
        buffer.reserveCapacity(capacity + 4096)
        let header = [magicOfNanoseconds, versionMinorMajor, 0, 0, snapshotLength, UInt32(linkType)]
        for word in header { buffer.append(littleEndian: word) }
    }

    /// Adds a record of `bytes`, which was captured at `time`, 1970 to 2106. At most 262,144 octets are kept.
    public mutating func write(_ bytes: Span<UInt8>, at time: WallTime) throws(CaptureError) {
        let nanoseconds = max(0, time.nanoseconds)
        let kept = min(bytes.count, Int(snapshotLength))
        buffer.append(littleEndian: UInt32(truncatingIfNeeded: nanoseconds / 1_000_000_000))
        buffer.append(littleEndian: UInt32(nanoseconds % 1_000_000_000))
        buffer.append(littleEndian: UInt32(kept))
        buffer.append(littleEndian: UInt32(truncatingIfNeeded: bytes.count))
        for index in 0..<kept { buffer.append(bytes[index]) }
        if buffer.count >= capacity { try flush() }
    }

    /// Writes what is still in memory and closes the file. Without this call the last records may be missing.
    public consuming func close() throws(CaptureError) { try flush() }

    deinit {
        if descriptor > STDERR_FILENO { _ = Glibc.close(descriptor) }
    }

    private mutating func flush() throws(CaptureError) {
        var offset = 0
        while offset < buffer.count {
            let written = unsafe buffer.withUnsafeBytes { bytes in
                unsafe Glibc.write(descriptor, bytes.baseAddress.map { unsafe $0 + offset }, bytes.count - offset)
            }
            if written >= 0 {
                offset += written
            } else if errno != EINTR {
                throw CaptureError.unwritableSavefile(path: path, code: errno)
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

extension [UInt8] {
    fileprivate mutating func append(littleEndian word: UInt32) {
        for shift in stride(from: 0, to: 32, by: 8) { append(UInt8(truncatingIfNeeded: word >> UInt32(shift))) }
    }
}

private let capacity = 1 << 16
private let magicOfNanoseconds: UInt32 = 0xA1B2_3C4D
/// Version 2.4, the major number first.
private let versionMinorMajor: UInt32 = 0x0004_0002
private let snapshotLength: UInt32 = 262_144
