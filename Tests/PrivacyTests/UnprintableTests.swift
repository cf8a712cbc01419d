import Dot11
import Testing
import Timekeeping

@testable import Privacy

/// What names a device shows nothing of itself, however it is printed.
struct UnprintableTests {
    @Test(arguments: [0x3c22_fb12_3456, 0xdead_beef_cafe, 0x0000_0000_0001] as [UInt64])
    func `all addresses print alike`(bits: UInt64) {
        #expect(printed(MACAddress(bits: bits)) == printed(MACAddress(bits: 0)))
        #expect(Mirror(reflecting: MACAddress(bits: bits)).children.isEmpty)
    }

    @Test(arguments: [0xdead_beef, 1, .max] as [UInt32])
    func `all tags print alike`(bits: UInt32) {
        #expect(printed(Privacy.Tag(bits: bits)) == printed(Privacy.Tag(bits: 0)))
        #expect(Mirror(reflecting: Privacy.Tag(bits: bits)).children.isEmpty)
    }

    @Test func `what holds an address or a tag prints alike whatever it is`() throws {
        let frames = [try HeardFrame(from: 0x3c22_fb12_3456), try HeardFrame(from: 0x3cde_adbe_efca)]
        #expect(printed(frames[0].probe) == printed(frames[1].probe))
        let sightings = [0xdead_beef, 0x1234_5678].map { (bits: UInt32) in
            Sighting(
                time: WallTime(seconds: 0), tag: Privacy.Tag(bits: bits), signature: SignatureClass(bits: 1),
                levelDBm: -60,
                isRandomised: true)
        }
        #expect(printed(sightings[0]) == printed(sightings[1]))
        #expect(printed([Privacy.Tag(bits: 1): 1]) == printed([Privacy.Tag(bits: 2): 1]))
        #expect(printed(Optional(Privacy.Tag(bits: 1)) as Any) == printed(Optional(Privacy.Tag(bits: 2)) as Any))
    }

    @Test func `neither can be encoded`() {
        #expect(!(MACAddress(bits: 1) as Any is any Encodable) && !(Privacy.Tag(bits: 1) as Any is any Encodable))
        #expect(!(MACAddress(bits: 1) as Any is any Hashable))
    }

    /// In every way that Swift has.
    private func printed(_ value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        let children = Mirror(reflecting: value).children.map { "\($0.label ?? "-") \($0.value)" }
        return [String(describing: value), String(reflecting: value), "\(value)", "\([value])", dumped] + children
    }
}
