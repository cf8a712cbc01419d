extension GoldenFrame {
    /// Frames without a link header: what the 802.11 header can say.
    static let bare: [Self] = [
        GoldenFrame("bare", linkType: 105, request),
        GoldenFrame("bare-checked", linkType: 105, request, checkSequence(of: request)),
        GoldenFrame("bare-directed", linkType: 105, header, directed(to: "golden_nomap")),
        GoldenFrame(
            "bare-control", linkType: 105,
            header(flags: 0x88),  // +HTC, retry
            hex("01020304"),  // HT Control
            elements),
        GoldenFrame("bare-first-fragment", linkType: 105, header(flags: 0x04), elements),
        GoldenFrame("bare-later-fragment", linkType: 105, header(sequenceControl: 0x1231), elements),
        GoldenFrame("bare-protected", linkType: 105, header(flags: 0x40), elements),
        GoldenFrame(
            "bare-cut-element", linkType: 105, header,
            hex("00 00"),  // SSID: any
            hex("dd 09 0050f204")),  // a vendor's element that claims more than is there
        GoldenFrame("bare-no-elements", linkType: 105, header),
        GoldenFrame(
            "bare-short-elements", linkType: 105, header,
            hex("dd 03 0050f2"),  // a vendor's element without a type
            hex("ff 00"),  // an extension element without an extension
            hex("01 00")),  // no rates
        GoldenFrame("bare-beacon", linkType: 105, hex("80") + header.dropFirst(), elements),
        GoldenFrame("bare-acknowledgment", linkType: 105, hex("d400 0000 020000000002")),
    ]
}
