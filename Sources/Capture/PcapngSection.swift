import Timekeeping

/// The current section of a pcapng file: its byte order and the interfaces described so far.
///
/// Source: draft-ietf-opsawg-pcapng §4.
struct PcapngSection {
    private var isBigEndian = false
    private var interfaces: [PcapngInterface] = []

    /// Whether the window stands at the start of a pcapng file: a Section Header Block.
    static func begins(in window: inout SavefileWindow) throws(CaptureError) -> Bool {
        guard try window.require(4) else { return false }
        return window.u32(0, bigEndian: false) == BlockType.sectionHeader
    }

    /// Finds the next frame, which is number `index`, past all blocks before it; nil at the end of the file.
    mutating func next(in window: inout SavefileWindow, index: Int) throws(CaptureError) -> SavefileFrame? {
        while true {
            guard try window.require(8) else {
                if window.count == 0 { return nil }
                throw window.damaged(.recordHeaderCut(present: window.count, needed: 8))
            }
            let type = window.u32(0, bigEndian: isBigEndian)
            switch type {
            case BlockType.sectionHeader: try beginSection(in: &window)
            case BlockType.interfaceDescription: try addInterface(in: &window)
            case BlockType.enhancedPacket, BlockType.packet, BlockType.simplePacket:
                return try packet(type, in: &window, index: index)
            default: try skipBlock(in: &window)
            }
        }
    }

    private mutating func beginSection(in window: inout SavefileWindow) throws(CaptureError) {
        guard try window.require(12) else {
            throw window.damaged(.recordHeaderCut(present: window.count, needed: 12))
        }
        switch window.u32(8, bigEndian: false) {
        case 0x1a2b_3c4d: isBigEndian = false
        case 0x4d3c_2b1a: isBigEndian = true
        default: throw window.damaged(.badByteOrderMagic)
        }
        interfaces.removeAll()
        window.consume(try wholeBlock(in: &window, atLeast: 28))
    }

    private mutating func addInterface(in window: inout SavefileWindow) throws(CaptureError) {
        let length = try wholeBlock(in: &window, atLeast: 20)
        guard interfaces.count < Self.maximumInterfaces else { throw window.damaged(.tooManyInterfaces) }
        interfaces.append(PcapngInterface(in: window, blockLength: length, bigEndian: isBigEndian))
        window.consume(length)
    }

    private func packet(_ type: UInt32, in window: inout SavefileWindow, index: Int) throws(CaptureError)
        -> SavefileFrame
    {
        // Type and length, fixed fields of §4.3, §4.4 and §4.9 (obsolete Packet Block), closing length.
        let fixed = type == BlockType.simplePacket ? 12 : 28
        let length = try wholeBlock(in: &window, atLeast: fixed + 4)
        let number: UInt32 =
            switch type {
            case BlockType.enhancedPacket: window.u32(8, bigEndian: isBigEndian)
            case BlockType.packet: UInt32(window.u16(8, bigEndian: isBigEndian))
            default: 0
            }
        guard number < interfaces.count else { throw window.damaged(.unknownInterface(number)) }
        let interface = interfaces[Int(number)]
        let original = window.u32(fixed - 4, bigEndian: isBigEndian)
        let captured =
            type == BlockType.simplePacket
            ? interface.captured(ofOriginal: original) : window.u32(fixed - 8, bigEndian: isBigEndian)
        guard captured <= maximumFrameLength else { throw window.damaged(.frameTooLong(claimed: captured)) }
        guard Int(captured) <= length - fixed - 4 else { throw window.damaged(.frameBeyondBlock(claimed: captured)) }
        var time = WallTime(nanoseconds: 0)
        if type != BlockType.simplePacket {
            time = interface.time(
                high: window.u32(12, bigEndian: isBigEndian), low: window.u32(16, bigEndian: isBigEndian))
        }
        let bytes = unsafe window.bytes(fixed, count: Int(captured))
        window.consume(length)
        let record = SavefileRecord(
            index: index, time: time, originalLength: Int(original), linkType: interface.linkType)
        return unsafe SavefileFrame(record: record, bytes: bytes)
    }

    /// Brings a whole block into the window and gives its length.
    private func wholeBlock(in window: inout SavefileWindow, atLeast least: Int) throws(CaptureError) -> Int {
        let claimed = window.u32(4, bigEndian: isBigEndian)
        guard claimed % 4 == 0, claimed >= least, claimed <= SavefileWindow.capacity else {
            throw window.damaged(.badBlockLength(claimed: claimed))
        }
        let length = Int(claimed)
        guard try window.require(length) else {
            throw window.damaged(.recordCut(present: window.count, needed: length))
        }
        let closing = window.u32(length - 4, bigEndian: isBigEndian)
        guard closing == claimed else { throw window.damaged(.blockLengthsDiffer(first: claimed, second: closing)) }
        return length
    }

    /// Passes a block that says nothing about frames, however long.
    private func skipBlock(in window: inout SavefileWindow) throws(CaptureError) {
        let claimed = window.u32(4, bigEndian: isBigEndian)
        guard claimed % 4 == 0, claimed >= 12 else { throw window.damaged(.badBlockLength(claimed: claimed)) }
        let start = window.offset
        let isBodyThere = try window.skip(Int(claimed) - 4)
        guard isBodyThere, try window.require(4) else {
            let present = Int(window.offset - start) + window.count
            throw window.damaged(.recordCut(present: present, needed: Int(claimed)), at: start)
        }
        let closing = window.u32(0, bigEndian: isBigEndian)
        guard closing == claimed else {
            throw window.damaged(.blockLengthsDiffer(first: claimed, second: closing), at: start)
        }
        window.consume(4)
    }

    /// Against a file that describes interfaces for ever. Our own figure.
    private static let maximumInterfaces = 4_096
}

/// draft-ietf-opsawg-pcapng §11.1.
private enum BlockType {
    static let sectionHeader: UInt32 = 0x0a0d_0d0a
    static let interfaceDescription: UInt32 = 1
    static let packet: UInt32 = 2
    static let simplePacket: UInt32 = 3
    static let enhancedPacket: UInt32 = 6
}
