import Dot11
import Testing

struct MACAddressTests {
    @Test func `an address is never printed`() {
        let address = MACAddress(bits: 0x0200_0000_00FE)
        var dumped = ""
        dump(address, to: &dumped)
        for text in ["\(address)", String(reflecting: address), dumped] {
            #expect(!text.contains("fe") && !text.contains("254") && !text.lowercased().contains("0x"))
        }
    }

    @Test func `the two lowest bits of the first octet tell its kind`() {
        #expect(!MACAddress(bits: 0x0000_0000_0001).isLocallyAdministered)
        #expect(MACAddress(bits: 0x0200_0000_0001).isLocallyAdministered)
        #expect(MACAddress(bits: 0x0300_0000_0001).isGroup)
        #expect(MACAddress(bits: .max).bits == 0xFFFF_FFFF_FFFF)
    }
}
