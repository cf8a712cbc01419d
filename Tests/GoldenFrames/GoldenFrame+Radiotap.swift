extension GoldenFrame {
    static let request = header + elements

    /// Radiotap headers of each shape before the same frame.
    static let radiotap: [Self] = [
        GoldenFrame(
            "radiotap-usual", linkType: 127,
            hex("00 00 1a00  2f480000"),  // length 26; TSFT, flags, rate, channel, signal, antenna, RX flags
            hex("0011223344556677"),  // TSFT
            hex("10 02"),  // flags: FCS at the end; rate: 1 Mb/s
            hex("8509 a000"),  // channel: 2437 MHz, CCK, 2 GHz
            hex("c4 00 0000"),  // signal: -60 dBm; antenna 0; RX flags
            request, checkSequence(of: request)),
        GoldenFrame(
            "radiotap-each-antenna", linkType: 127,
            hex("00 00 1d00"),  // length 29
            hex("2a0000a0 200800a0 20080000"),  // flags, channel, signal; twice in a namespace anew: signal, antenna
            hex("00 00"),  // flags: no FCS; padding
            hex("3c14 4001"),  // channel: 5180 MHz, OFDM, 5 GHz
            hex("d8"),  // signal: -40 dBm
            hex("d6 00 d0 01"),  // -42 dBm at antenna 0, -48 dBm at antenna 1
            hex("0000"),  // left over
            request),
        GoldenFrame(
            "radiotap-vendor", linkType: 127,
            hex("00 00 2300"),  // length 35
            hex("220000c0 010000a0 20080000"),  // flags, signal; a vendor's bit 0; signal, antenna
            hex("50 c4"),  // flags: FCS at the end, failed; signal: -60 dBm
            hex("00037f 01 0900"),  // vendor 00-03-7F, sub-namespace 1, 9 bytes
            hex("ffffffffffffffffff"),  // what only the vendor knows
            hex("c2 01"),  // -62 dBm at antenna 1
            request, checkSequence(of: request)),
        GoldenFrame(
            "radiotap-undefined", linkType: 127,
            hex("00 00 1500"),  // length 21
            hex("22000080 01000080 20000000"),  // flags, signal, another word; bit 32, another; bit 69
            hex("00 c4 aabbcc"),  // flags; signal: -60 dBm; what nobody can place
            request),
        GoldenFrame(
            "radiotap-records", linkType: 127,
            hex("00 00 2000"),  // length 32
            hex("02000010"),  // flags, records (TLV)
            hex("00 000000"),  // flags; padding
            hex("2100 0300 010203 00"),  // type 33, 3 bytes, padding
            hex("0500 0100 c4 000000"),  // type 5: signal: -60 dBm
            hex("0300 0000"),  // type 3: shorter than a channel
            request),
        GoldenFrame(
            "radiotap-wide", linkType: 127,
            hex("00 00 4c00"),  // length 76
            hex("60003c00"),  // signal, noise, XChannel, MCS, A-MPDU status, VHT
            hex("c4 a1 0000"),  // -60 dBm, -95 dBm; padding
            hex("80000200 6c09 01 00"),  // XChannel: 2412 MHz, channel 1
            hex("070000 00"),  // MCS; padding
            hex("0100000000000000"),  // A-MPDU status
            hex("440000040000000000000000"),  // VHT
            [UInt8](repeating: 0, count: 32),  // left over
            request),
    ]
}
