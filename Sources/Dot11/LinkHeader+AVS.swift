extension LinkHeader {
    /// Length of the AVS header.
    ///
    /// Source: AVS capture frame format 2.1.1, all numbers big-endian: magic 0x80211000 + version, header length, two
    /// times (8 each), PHY type, channel, rate, antenna, priority, signal type, signal, noise, …
    static func avsLength(in bytes: Span<UInt8>) throws(FrameError) -> Int {
        guard hasAVSMagic(bytes), bytes.count >= AVS.minimumLength else { throw .malformedLinkHeader }
        let length = Int(bytes.bigEndian32(at: 4))
        guard length >= AVS.minimumLength, length <= bytes.count else { throw .malformedLinkHeader }
        return length
    }

    static func hasAVSMagic(_ bytes: Span<UInt8>) -> Bool {
        bytes.count >= 4 && bytes.bigEndian32(at: 0) & 0xFFFF_F000 == 0x8021_1000
    }

    /// The header says nothing of a check sequence. Only signal type 2 is in dBm, the others are units of the hardware.
    init(avs bytes: Span<UInt8>, length: Int) {
        self.init(length: length)
        guard bytes.bigEndian32(at: 0) & 0xFFF <= 2 else { return }  // versions 1 and 2 are described
        radio.frequencyMegahertz = AVS.frequency(
            channel: bytes.bigEndian32(at: 28), physical: bytes.bigEndian32(at: 24))
        guard bytes.bigEndian32(at: 44) == 2 else { return }
        radio.signalDBm = Int8(exactly: Int32(bitPattern: bytes.bigEndian32(at: 48)))
        let noise = Int32(bitPattern: bytes.bigEndian32(at: 52))
        radio.noiseDBm = noise == -1 ? nil : Int8(exactly: noise)
    }

    private enum AVS {
        static let minimumLength = 56

        /// The field holds a channel number below 256, MHz below 10,000, and kHz above.
        static func frequency(channel: UInt32, physical: UInt32) -> UInt16? {
            switch channel {
            case 0: nil
            case 1..<256: frequency(number: UInt16(channel), isFiveGigahertz: physical == 8)  // OFDM 802.11a
            case 256..<10_000: UInt16(channel)
            case 2_000_000...: UInt16(exactly: channel / 1000)
            default: nil
            }
        }

        /// Source: IEEE 802.11-2020 annex E (2407 + 5 n, 14 at 2484; 5000 + 5 n).
        static func frequency(number: UInt16, isFiveGigahertz: Bool) -> UInt16? {
            if isFiveGigahertz { return number <= 181 ? 5000 + 5 * number : nil }
            return number < 14 ? 2407 + 5 * number : number == 14 ? 2484 : nil
        }
    }
}
