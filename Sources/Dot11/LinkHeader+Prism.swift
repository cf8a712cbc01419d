extension LinkHeader {
    /// Length of the Prism header, or of the AVS header that some drivers put under the same link type.
    ///
    /// Source: linux-wlan-ng `p80211msg_lnxind_wlansniffrm`: message code, message length, 16 bytes of device name, then
    /// items of 12 bytes, in the byte order of the host (little-endian here).
    static func prismLength(in bytes: Span<UInt8>) throws(FrameError) -> Int {
        if hasAVSMagic(bytes) { return try avsLength(in: bytes) }
        guard bytes.count >= Prism.itemsOffset, Prism.isCode(bytes.littleEndian32(at: 0)) else {
            throw .malformedLinkHeader
        }
        let length = Int(bytes.littleEndian32(at: 4))
        guard length >= Prism.itemsOffset, length <= bytes.count else { throw .malformedLinkHeader }
        return length
    }

    /// The header says nothing of a check sequence, and gives a channel number without its band.
    init(prism bytes: Span<UInt8>, length: Int) {
        if Self.hasAVSMagic(bytes) {
            self.init(avs: bytes, length: length)
            return
        }
        self.init(length: length)
        var levels = PrismLevels()
        var offset = Prism.itemsOffset
        while offset + Prism.itemLength <= length {
            levels.note(item: bytes.extracting(offset..<offset + Prism.itemLength))
            offset += Prism.itemLength
        }
        radio.signalDBm = levels.rssi ?? levels.signal
        radio.noiseDBm = levels.noise
    }

    private enum Prism {
        static func isCode(_ code: UInt32) -> Bool { code == 0x44 || code == 0x41 }
        static let itemsOffset = 24
        static let itemLength = 12
    }
}

/// Levels of a Prism header. Drivers differ in which item is in dBm: a level that is not below zero is some other unit.
private struct PrismLevels {
    var rssi: Int8?
    var signal: Int8?
    var noise: Int8?

    /// Identifier (4), status (2; 0 for supplied), length (2), value (4).
    mutating func note(item: Span<UInt8>) {
        guard item.littleEndian16(at: 4) == 0 else { return }
        let value = Int32(bitPattern: item.littleEndian32(at: 8))
        guard let level = Int8(exactly: value), level < 0 else { return }
        switch item.littleEndian32(at: 0) {
        case 0x0004_0044, 0x4041: rssi = level
        case 0x0006_0044, 0x6041: signal = level
        case 0x0007_0044, 0x7041: noise = level
        default: break
        }
    }
}
