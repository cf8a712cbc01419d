import Testing

@testable import Simulation

struct ProbeRequestTemplateTests {
    @Test func `a probe request has its octets where the standard wants them`() {
        let request = ProbeRequestTemplate(
            transmitter: 0x0200_0000_0001, sequenceNumber: 0x123, name: Array("ab".utf8), channel: 6, varying: 0x11,
            elements: [.networkName, .slowRates, .channel, .varyingVendor])
        let expected: [UInt8] =
            [0x40, 0x00, 0x00, 0x00]  // frame control: management, subtype 4; duration
            + [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]  // to everybody
            + [0x02, 0x00, 0x00, 0x00, 0x00, 0x01]  // from
            + [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]  // any network
            + [0x30, 0x12]  // fragment 0, sequence number 0x123
            + [0x00, 0x02, 0x61, 0x62]  // SSID "ab"
            + [0x01, 0x04, 0x02, 0x04, 0x0B, 0x16]  // rates
            + [0x03, 0x01, 0x06]  // channel 6
            + [0xDD, 0x07, 0x00, 0x50, 0xF2, 0x08, 0x00, 0x11, 0x00]  // vendor
        #expect(request.bytes == expected)
    }
}
