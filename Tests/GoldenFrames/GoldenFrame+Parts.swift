extension GoldenFrame {
    /// Header of a probe request: sent by 02:00:00:00:00:01, sequence number 291, fragment 0.
    public static let header: [UInt8] = [
        hex("40 00"),  // frame control: version 0, management, probe request; no flags
        hex("0000"),  // duration
        hex("ffffffffffff"),  // address 1: everyone
        hex("020000000001"),  // address 2: the transmitter
        hex("ffffffffffff"),  // address 3: any network
        hex("3012"),  // sequence control, little-endian: 0x123 << 4
    ].flatMap { $0 }

    /// The same with other octets: flags of frame control, sequence control.
    public static func header(flags: UInt8 = 0, sequenceControl: UInt16 = 0x1230) -> [UInt8] {
        var octets = header
        octets[1] = flags
        octets[22] = UInt8(sequenceControl & 0xFF)
        octets[23] = UInt8(sequenceControl >> 8)
        return octets
    }

    /// Elements as a phone orders them: any network, rates, more rates, channel 6, HT, extended capabilities, VHT,
    /// interworking, HE, two vendors.
    public static let elements: [UInt8] = [
        hex("00 00"),  // SSID: any
        hex("01 04 02040b16"),  // Supported Rates
        hex("32 08 0c1218243048606c"),  // Extended Supported Rates
        hex("03 01 06"),  // DSSS Parameter Set
        hex("2d 1a 2d40 1b ffff0000000000000000000000000000 0000 00000000 00"),  // HT Capabilities
        hex("7f 08 0400088400000040"),  // Extended Capabilities
        hex("bf 0c 3258820f feff0000feff0000"),  // VHT Capabilities
        hex("6b 01 0f"),  // Interworking
        hex("ff 04 23 010203"),  // HE Capabilities, shortened
        hex("dd 07 0050f208 001200"),  // vendor 00-50-F2, type 8
        hex("dd 08 506f9a16 03010203"),  // vendor 50-6F-9A, type 22
    ].flatMap { $0 }

    /// The body of a directed probe request.
    public static func directed(to name: String) -> [UInt8] {
        [0, UInt8(name.utf8.count)] + name.utf8 + elements.dropFirst(2)
    }
}
