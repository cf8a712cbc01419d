extension LinkHeader {
    /// Length of the radiotap header. Source: radiotap.org (version, pad, length, present).
    @inline(__always)
    static func radiotapLength(in bytes: Span<UInt8>) throws(FrameError) -> Int {
        guard bytes.count >= 8, bytes[0] == 0 else { throw .malformedLinkHeader }
        let length = Int(bytes.littleEndian16(at: 2))
        guard length >= 8, length <= bytes.count else { throw .malformedLinkHeader }
        return length
    }

    init(radiotap bytes: Span<UInt8>, length: Int) throws(FrameError) {
        self.init(length: length)
        var cursor = try RadiotapFieldCursor(in: bytes, length: length)
        note(try cursor.takeLeadingFields(), in: bytes)
        while let field = try cursor.next(in: bytes, wanted: Self.noted) { note(field, in: bytes) }
    }

    /// The numbers that `note` knows, as bits.
    private static let noted: UInt32 = 1 << 1 | 1 << 3 | 1 << 5 | 1 << 6 | 1 << 18 | 1 << 26

    @inline(__always)
    private mutating func note(_ fields: RadiotapLeadingFields, in bytes: Span<UInt8>) {
        if fields.hasFlags { note(flags: bytes[fields.flags]) }
        if fields.hasChannel { note(frequency: bytes.littleEndian16(at: fields.channel)) }
        if fields.hasSignal { radio.note(signalDBm: Int8(bitPattern: bytes[fields.signal])) }
        if fields.hasNoise { radio.noiseDBm = Int8(bitPattern: bytes[fields.noise]) }
    }

    /// A record (TLV) may be shorter than the field of its number: it is then passed over.
    @inline(__always)
    private mutating func note(_ field: RadiotapField, in bytes: Span<UInt8>) {
        switch field.number {
        case 1 where field.size >= 1: note(flags: bytes[field.offset])
        case 3 where field.size >= 2: note(frequency: bytes.littleEndian16(at: field.offset))
        case 5 where field.size >= 1: radio.note(signalDBm: Int8(bitPattern: bytes[field.offset]))
        case 6 where field.size >= 1 && radio.noiseDBm == nil: radio.noiseDBm = Int8(bitPattern: bytes[field.offset])
        case 18 where field.size >= 6: note(frequency: bytes.littleEndian16(at: field.offset + 4))
        case 26: isWithoutFrame = true  // radiotap.org/fields/0-length-PSDU
        default: break
        }
    }

    /// Source: radiotap.org/fields/Flags (0x10 FCS at the end, 0x40 failed FCS check).
    @inline(__always)
    private mutating func note(flags: UInt8) {
        checkSequence = flags & 0x10 != 0 ? .present : .absent
        if flags & 0x40 != 0 { isMarkedBad = true }
    }

    /// Drivers write 0 where they do not know it. The first word counts.
    @inline(__always)
    private mutating func note(frequency: UInt16) {
        if radio.frequencyMegahertz == nil, frequency != 0 { radio.frequencyMegahertz = frequency }
    }
}
