extension LinkHeader {
    /// Length of the per-packet information header, or `nil` when what follows is no bare 802.11 frame.
    ///
    /// Source: Per-Packet Information Header Specification (version, flags, length, link type).
    static func ppiLength(in bytes: Span<UInt8>) throws(FrameError) -> Int? {
        guard bytes.count >= PPI.headerLength, bytes[0] == 0 else { throw .malformedLinkHeader }
        let length = Int(bytes.littleEndian16(at: 2))
        guard length >= PPI.headerLength, length <= bytes.count else { throw .malformedLinkHeader }
        return bytes.littleEndian32(at: 4) == UInt32(LinkType.ieee80211.rawValue) ? length : nil
    }

    init(ppi bytes: Span<UInt8>, length: Int) throws(FrameError) {
        self.init(length: length)
        let isAligned = bytes[1] & 1 != 0
        var offset = PPI.headerLength
        while offset < length {
            guard offset + PPI.fieldHeaderLength <= length else { throw .malformedLinkHeader }
            let type = bytes.littleEndian16(at: offset)
            let size = Int(bytes.littleEndian16(at: offset + 2))
            offset += PPI.fieldHeaderLength
            guard offset + size <= length else { throw .malformedLinkHeader }
            if type == PPI.common, size >= PPI.commonSize { note(common: bytes.extracting(offset..<offset + size)) }
            offset += isAligned ? (size + 3) & -4 : size
        }
    }

    /// TSF timer (8), flags (2), rate (2), frequency (2), channel flags (2), FHSS (2), signal (1), noise (1).
    /// Source: Per-Packet Information Header Specification (802.11-Common; -128 means no level).
    private mutating func note(common: Span<UInt8>) {
        let flags = common.littleEndian16(at: 8)
        checkSequence = flags & 0x1 != 0 ? .present : .absent
        isMarkedBad = flags & 0x4 != 0
        let frequency = common.littleEndian16(at: 12)
        radio.frequencyMegahertz = frequency == 0 ? nil : frequency
        radio.signalDBm = level(common[18])
        radio.noiseDBm = level(common[19])
    }

    /// Receivers also write 0 (1 mW, which no antenna hears) where they know no level.
    private func level(_ octet: UInt8) -> Int8? { octet == 0x80 || octet == 0 ? nil : Int8(bitPattern: octet) }

    private enum PPI {
        static let headerLength = 8
        static let fieldHeaderLength = 4
        static let common: UInt16 = 2
        static let commonSize = 20
    }
}
