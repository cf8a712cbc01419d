/// What is wrong with a savefile. Lengths are in bytes.
public enum SavefileDamage: Equatable, Sendable {
    /// Not one byte.
    case empty
    /// The file header ends after `present` bytes.
    case fileHeaderCut(present: Int)
    /// A pcap file of a version that was never read by any tool in use.
    case unsupportedVersion(major: UInt16, minor: UInt16)
    /// The header of a record ends after `present` of `needed` bytes.
    case recordHeaderCut(present: Int, needed: Int)
    /// A record ends after `present` of `needed` bytes.
    case recordCut(present: Int, needed: Int)
    /// A record claims a frame longer than any that a capture library writes.
    case frameTooLong(claimed: UInt32)
    /// A block of a pcapng file has a length that no block of its type can have.
    case badBlockLength(claimed: UInt32)
    /// The two lengths of a block, before and after its body, differ.
    case blockLengthsDiffer(first: UInt32, second: UInt32)
    /// A section of a pcapng file does not say its byte order.
    case badByteOrderMagic
    /// A packet block holds fewer bytes than the frame that it claims.
    case frameBeyondBlock(claimed: UInt32)
    /// A packet block names an interface that no block before it describes.
    case unknownInterface(UInt32)
    /// A section describes more interfaces than any real capture has.
    case tooManyInterfaces
    /// The compressed stream ends before its end mark.
    case compressedStreamCut
    /// The compressed stream cannot be unpacked further.
    case compressedStreamCorrupt
}

extension SavefileDamage: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty: "the file is empty"
        case .fileHeaderCut(let present): "the file header is cut after \(present) bytes"
        case .unsupportedVersion(let major, let minor): "version \(major).\(minor) of the format is not known"
        case .recordHeaderCut(let present, let needed): "a record header is cut after \(present) of \(needed) bytes"
        case .recordCut(let present, let needed): "a record is cut after \(present) of \(needed) bytes"
        case .frameTooLong(let claimed): "a record claims a frame of \(claimed) bytes"
        case .badBlockLength(let claimed): "a block claims a length of \(claimed) bytes"
        case .blockLengthsDiffer(let first, let second): "a block has two lengths, \(first) and \(second) bytes"
        case .badByteOrderMagic: "a section does not tell its byte order"
        case .frameBeyondBlock(let claimed): "a block claims a frame of \(claimed) bytes, more than it holds"
        case .unknownInterface(let number): "a frame comes from interface \(number), which is not described"
        case .tooManyInterfaces: "a section describes too many interfaces"
        case .compressedStreamCut: "the compressed data are cut"
        case .compressedStreamCorrupt: "the compressed data are corrupt"
        }
    }
}
