/// Walks the fields of a radiotap header in the order of their data.
///
/// Source: radiotap.org (header, extended presence masks, namespaces), radiotap.org/fields/TLV.
struct RadiotapFieldCursor {
    private enum Space {
        /// Bits 0 to 27 of the next word are the fields of the table.
        case radiotap
        /// Bits above 31 of the radiotap namespace: none are defined, so no size is known, and nothing after one.
        case undefined
        case vendor
    }

    /// End of the header.
    private let end: Int
    /// Offset of the present word after the current one.
    private var nextWord: Int
    private var word: UInt32
    /// The fields of the current word that are still to come.
    private var bits: UInt32
    private var space = Space.radiotap
    /// Where the data of the next field begins, before alignment.
    private var offset: Int

    /// At the first field of the header of `length` bytes that `bytes` begin with; 8 ≤ `length` ≤ `bytes.count`.
    init(in bytes: Span<UInt8>, length: Int) throws(FrameError) {
        end = length
        word = bytes.littleEndian32(at: 4)
        bits = word & Bits.fields
        nextWord = 8
        offset = 8
        var last = word
        if last & Bits.bothMarks == Bits.bothMarks { throw .malformedLinkHeader }
        while last & Bits.another != 0 {
            guard offset + 4 <= end else { throw .malformedLinkHeader }
            last = bytes.littleEndian32(at: offset)
            offset += 4
            if last & Bits.bothMarks == Bits.bothMarks { throw .malformedLinkHeader }
        }
    }

    /// The next field that is wanted, or `nil` after the last one whose place is known.
    ///
    /// - Parameter wanted: the numbers of the fields to stop at, as bits. Vendors' data and records (TLV) always count.
    @inline(__always)
    mutating func next(in bytes: Span<UInt8>, wanted: UInt32 = .max) throws(FrameError) -> RadiotapField? {
        while true {
            while bits != 0 {
                let number = bits.trailingZeroBitCount
                guard number < RadiotapLayout.table.count else { return try nextRecord(in: bytes) }
                let bit = bits & (0 &- bits)
                bits ^= bit
                let layout = RadiotapLayout.table[number]
                let field = try take(number, size: Int(layout.size), alignment: Int(layout.alignment))
                if bit & wanted != 0 { return field }
            }
            if word & Bits.anyMark == 0 { return nil }
            if let vendor = try advanceWord(in: bytes) { return vendor }
        }
    }

    /// Takes the fields 0 to 6 of the first word in one step: every header begins with some of them.
    ///
    /// Nothing may have been taken before.
    @inline(__always)
    mutating func takeLeadingFields() throws(FrameError) -> RadiotapLeadingFields {
        let fields = RadiotapLeadingFields(bits: bits, at: offset)
        guard fields.end <= end else { throw .malformedLinkHeader }
        bits &= ~RadiotapLeadingFields.mask
        offset = fields.end
        return fields
    }

    @inline(__always)
    private mutating func take(_ number: Int, size: Int, alignment: Int) throws(FrameError) -> RadiotapField {
        let start = (offset &+ alignment &- 1) & -alignment
        guard start &+ size <= end else { throw .malformedLinkHeader }
        offset = start &+ size
        return RadiotapField(number: number, offset: start, size: size)
    }
}

extension RadiotapFieldCursor {
    /// Leaves the current word: its marks say what the next one means. A vendor's data stands between them.
    @inline(__always)
    private mutating func advanceWord(in bytes: Span<UInt8>) throws(FrameError) -> RadiotapField? {
        let marks = word
        var vendor: RadiotapField?
        switch marks & Bits.bothMarks {
        case Bits.resetMark: space = .radiotap
        case Bits.vendorMark:
            vendor = try vendorData(in: bytes)
            space = .vendor
        default: if space == .radiotap { space = .undefined }
        }
        word = 0
        bits = 0
        guard marks & Bits.another != 0 else { return vendor }
        word = bytes.littleEndian32(at: nextWord)
        nextWord += 4
        switch space {
        case .radiotap: bits = word & Bits.fields
        case .undefined: if word & Bits.fields != 0 { word = 0 }
        case .vendor: break
        }
        return vendor
    }

    /// OUI (3), sub-namespace (1), length of the data that follows (2).
    @inline(__always)
    private mutating func vendorData(in bytes: Span<UInt8>) throws(FrameError) -> RadiotapField {
        let header = try take(RadiotapField.vendorNumber, size: 6, alignment: 2)
        let data = try take(RadiotapField.vendorNumber, size: Int(bytes.littleEndian16(at: offset - 2)), alignment: 1)
        return RadiotapField(number: header.number, offset: header.offset, size: header.size + data.size)
    }

    /// Bit 28: type (2), length (2) and data, padded to four bytes, from here to the end of the header.
    @inline(__always)
    private mutating func nextRecord(in bytes: Span<UInt8>) throws(FrameError) -> RadiotapField? {
        offset = (offset + 3) & -4
        guard offset < end else { return nil }
        let header = try take(0, size: 4, alignment: 4)
        let type = Int(bytes.littleEndian16(at: header.offset))
        return try take(type, size: Int(bytes.littleEndian16(at: header.offset + 2)), alignment: 4)
    }

    private enum Bits {
        static let fields: UInt32 = 0x1FFF_FFFF
        static let resetMark: UInt32 = 1 << 29
        static let vendorMark: UInt32 = 1 << 30
        /// Never set at once.
        static let bothMarks = resetMark | vendorMark
        static let another: UInt32 = 1 << 31
        static let anyMark = bothMarks | another
    }
}
