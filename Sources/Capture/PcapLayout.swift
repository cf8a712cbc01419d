import Timekeeping

/// How the records of one pcap file are laid out, as its header says.
///
/// Source: draft-ietf-opsawg-pcap §4 and §5; libpcap sf-pcap.c for the variants.
struct PcapLayout: Equatable {
    /// Whether the numbers of headers are big-endian.
    var isBigEndian: Bool
    /// The unit of the fraction of a time stamp: 1,000 or 1.
    var nanosecondsPerUnit: Int64
    /// 16 bytes, 24 in the variant of A. Kuznetzov's patch.
    var recordHeaderLength: Int
    /// Whether captured and original length may stand in the other order, as up to version 2.3.
    var mayHaveSwappedLengths: Bool
    /// The kind of header before each frame.
    var linkType: UInt16

    /// Reads the file header and leaves it behind.
    init(from window: inout SavefileWindow) throws(CaptureError) {
        guard try window.require(4) else {
            throw window.damaged(window.count == 0 ? .empty : .fileHeaderCut(present: window.count))
        }
        let magic = window.u32(0, bigEndian: false)
        guard let variant = Self.variants.first(where: { $0.magic == magic || $0.magic.byteSwapped == magic }) else {
            throw window.notASavefile(compression: Self.compression(magic: magic))
        }
        guard try window.require(Self.fileHeaderLength) else {
            throw window.damaged(.fileHeaderCut(present: window.count))
        }
        isBigEndian = variant.magic != magic
        nanosecondsPerUnit = variant.nanosecondsPerUnit
        recordHeaderLength = variant.recordHeaderLength
        let major = window.u16(4, bigEndian: isBigEndian)
        let minor = window.u16(6, bigEndian: isBigEndian)
        // As Wireshark: libpcap refuses later versions than 2.4, but what is known to carry such a number is 2.4.
        guard major >= 2 else { throw window.damaged(.unsupportedVersion(major: major, minor: minor)) }
        mayHaveSwappedLengths = major == 2 && minor <= 3
        // The upper bits hold the length of the frame check sequence and reserved bits.
        linkType = UInt16(truncatingIfNeeded: window.u32(20, bigEndian: isBigEndian))
        window.consume(Self.fileHeaderLength)
    }

    /// Finds the next frame, which is number `index`; nil at the end of the file.
    @inline(__always)
    func next(in window: inout SavefileWindow, index: Int) throws(CaptureError) -> SavefileFrame? {
        guard try window.require(recordHeaderLength) else {
            if window.count == 0 { return nil }
            throw window.damaged(.recordHeaderCut(present: window.count, needed: recordHeaderLength))
        }
        let (seconds, fraction, third, fourth) = window.fourU32(bigEndian: isBigEndian)
        let areSwapped = third > fourth && mayHaveSwappedLengths
        let (captured, original) = areSwapped ? (fourth, third) : (third, fourth)
        // More than the header's snap length is read as Wireshark does; libpcap cuts such a frame.
        guard captured <= maximumFrameLength else { throw window.damaged(.frameTooLong(claimed: captured)) }
        let length = recordHeaderLength + Int(captured)
        guard try window.require(length) else {
            throw window.damaged(.recordCut(present: window.count, needed: length))
        }
        let bytes = unsafe window.bytes(recordHeaderLength, count: Int(captured))
        window.consume(length)
        // A fraction of a second or more is no time: the frame stays in its second, so that one damaged time stamp
        // cannot carry the clock more than an hour ahead. tcpdump prints such a fraction as it is, Wireshark wraps it.
        let time = Int64(seconds) * 1_000_000_000 + min(Int64(fraction) * nanosecondsPerUnit, 999_999_999)
        let record = SavefileRecord(
            index: index, time: WallTime(nanoseconds: time), originalLength: Int(original), linkType: linkType)
        return unsafe SavefileFrame(record: record, bytes: bytes)
    }

    /// The program that unpacks a file that begins so.
    private static func compression(magic: UInt32) -> String? {
        switch magic {
        case 0xfd2f_b528: "zstd -d"  // RFC 8878 §3.1.1
        case 0x184d_2204: "lz4 -d"  // LZ4 frame format
        case 0x587a_37fd: "xz -d"  // .xz file format §2.1.1.1
        case _ where magic & 0xff_ffff == 0x68_5a42: "bzip2 -d"
        default: nil
        }
    }

    private static let fileHeaderLength = 24

    private static let variants: [(magic: UInt32, nanosecondsPerUnit: Int64, recordHeaderLength: Int)] = [
        (0xa1b2_c3d4, 1_000, 16),
        (0xa1b2_3c4d, 1, 16),
        (0xa1b2_cd34, 1_000, 24),
    ]
}

/// The longest frame that libpcap and Wireshark accept, in bytes: libpcap MAXIMUM_SNAPLEN.
let maximumFrameLength = 262_144
