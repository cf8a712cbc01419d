/// An information element of a phone's probe requests: fixed bytes, or what changes from frame to frame.
enum ElementTemplate: Sendable {
    /// SSID, empty unless the phone asks for one network by name. IEEE 802.11-2020 §9.4.2.2.
    case networkName
    /// The channel that is being scanned. IEEE 802.11-2020 §9.4.2.4 (DSSS Parameter Set).
    case channel
    /// An element of this identifier with always the same body.
    case constant(UInt8, [UInt8])
    /// A vendor element of type 8 of 00:50:f2, one octet of which varies inside one phone, as it does in half of all models.
    case varyingVendor

    /// Appends the element, identifier and length first.
    func write(to body: inout [UInt8], name: [UInt8], channel: UInt8, varying: UInt8) {
        switch self {
        case .networkName: append(0, name, to: &body)
        case .channel: append(3, [channel], to: &body)
        case .constant(let identifier, let contents): append(identifier, contents, to: &body)
        case .varyingVendor: append(221, [0x00, 0x50, 0xF2, 0x08, 0x00, varying, 0x00], to: &body)
        }
    }

    private func append(_ identifier: UInt8, _ contents: [UInt8], to body: inout [UInt8]) {
        body.append(identifier)
        body.append(UInt8(contents.count))
        body.append(contentsOf: contents)
    }
}

extension ElementTemplate {
    /// Supported Rates (§9.4.2.3): 1, 2, 5.5, 11 Mb/s, none of them basic.
    static let slowRates = constant(1, [0x02, 0x04, 0x0B, 0x16])
    /// The same with eight rates.
    static let eightRates = constant(1, [0x02, 0x04, 0x0B, 0x16, 0x0C, 0x12, 0x18, 0x24])
    /// The same, marked as basic, as old phones do.
    static let basicRates = constant(1, [0x82, 0x84, 0x8B, 0x96, 0x0C, 0x12, 0x18, 0x24])
    /// Extended Supported Rates (§9.4.2.12): 6 to 54 Mb/s.
    static let fastRates = constant(50, [0x0C, 0x12, 0x18, 0x24, 0x30, 0x48, 0x60, 0x6C])
    /// The same: what eight rates left over.
    static let lastRates = constant(50, [0x30, 0x48, 0x60, 0x6C])

    /// HT Capabilities (§9.4.2.55) of so many spatial streams.
    static func highThroughput(_ capabilities: UInt16, streams: Int) -> Self {
        let rates = (0..<16).map { UInt8($0 < streams ? 0xFF : 0x00) }
        let head = [UInt8(truncatingIfNeeded: capabilities), UInt8(capabilities >> 8), 0x17]
        return constant(45, head + rates + [UInt8](repeating: 0, count: 7))
    }

    /// Extended Capabilities (§9.4.2.26).
    static func extended(_ octets: UInt8...) -> Self { constant(127, octets) }

    /// VHT Capabilities (§9.4.2.157) of two spatial streams.
    static let veryHighThroughput = constant(
        191, [0x32, 0x58, 0x82, 0x0F, 0xFA, 0xFF, 0x00, 0x00, 0xFA, 0xFF, 0x00, 0x00])
    /// Interworking (§9.4.2.91): any network type, any HESSID.
    static let interworking = constant(107, [0x0F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])
    /// HE Capabilities (IEEE 802.11ax-2021 §9.4.2.248) of two spatial streams on 20 MHz.
    static let highEfficiency = constant(
        255,
        [
            35, 0x01, 0x78, 0x10, 0x0A, 0x00, 0x20, 0x00, 0x09, 0x41, 0x0F, 0x00, 0x9C, 0x50, 0x00, 0x00, 0x00, 0x00,
            0xFA, 0xFF, 0xFA, 0xFF,
        ])

    /// A vendor element (§9.4.2.25) that starts with this identifier and type.
    static func vendor(_ octets: UInt8...) -> Self { constant(221, octets) }

    static let appleVendor = vendor(0x00, 0x17, 0xF2, 0x0A, 0x00, 0x01, 0x04, 0x00, 0x00, 0x00, 0x00)
    static let broadcomVendor = vendor(0x00, 0x10, 0x18, 0x02, 0x00, 0x00, 0x1C, 0x00, 0x00)
    static let multibandVendor = vendor(0x50, 0x6F, 0x9A, 0x16, 0x03, 0x01, 0x02)
    static let peerToPeerVendor = vendor(
        0x50, 0x6F, 0x9A, 0x09, 0x02, 0x02, 0x00, 0x25, 0x00, 0x06, 0x05, 0x00, 0x44, 0x45, 0x04, 0x51, 0x01)
}
