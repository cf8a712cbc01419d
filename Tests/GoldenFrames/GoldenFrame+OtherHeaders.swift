extension GoldenFrame {
    /// Prism, AVS and PPI headers before the same frame.
    static let otherHeaders: [Self] = [
        GoldenFrame(
            "prism", linkType: 119,
            hex("44000000 60000000"),  // message code, length 96
            hex("776c616e30000000 0000000000000000"),  // device "wlan0"
            hex("44000300 0000 0400 06000000"),  // channel 6
            hex("44000400 0000 0400 c4ffffff"),  // RSSI -60
            hex("44000600 0100 0400 00000000"),  // signal: not supplied
            hex("44000700 0000 0400 a1ffffff"),  // noise -95
            hex("44000800 0000 0400 02000000"),  // rate 1 Mb/s
            hex("44000a00 0000 0400 7b000000"),  // frame length
            request),
        GoldenFrame(
            "avs", linkType: 163,
            hex("80211001 00000040"),  // magic and version 1, length 64
            hex("0000000000000000 0000000000000000"),  // MAC time, host time
            hex("00000006 00000006"),  // PHY: OFDM 802.11g; channel 6
            hex("0000000a 00000000 00000000"),  // rate 1 Mb/s, antenna, priority
            hex("00000002 ffffffc4 ffffffa1"),  // levels in dBm: -60, noise -95
            hex("00000000 00000000"),  // preamble, encoding
            request, checkSequence(of: request)),
        GoldenFrame(
            "ppi", linkType: 192,
            hex("00 00 2600 69000000"),  // version, flags, length 38, link type 105
            hex("3075 0200 abcd"),  // field 30000, 2 bytes
            hex("0200 1400"),  // 802.11-Common, 20 bytes
            hex("0000000000000000 0100 0200"),  // TSF timer; flags: FCS at the end; rate
            hex("8509 a000 00 00 c4 a1"),  // 2437 MHz; FHSS; -60 dBm, noise -95 dBm
            request, checkSequence(of: request)),
        GoldenFrame(
            "ppi-aligned", linkType: 192,
            hex("00 01 2800 69000000"),  // fields aligned to four bytes, length 40
            hex("3075 0200 abcd 0000"),
            hex("0200 1400 0000000000000000 0400 0200"),  // flags: no FCS, but it was wrong
            hex("8509 a000 00 00 80 80"),  // no levels
            request),
    ]
}
