import Testing

@testable import Privacy

struct EpochKeyTests {
    /// python3 -c 'import hmac,hashlib,sys; print(hmac.new(bytes(range(32)), bytes.fromhex(sys.argv[1]),
    /// hashlib.sha256).hexdigest()[:8])' 020000000001
    @Test(
        arguments: [
            (0x0200_0000_0001, 0x07a3_4299), (0xffff_ffff_ffff, 0x7f69_2a6c), (0x0000_0000_0000, 0x5fa8_0e94),
            (0x3c22_fb12_3456, 0xe345_5dc6), (0x0000_5e00_53af, 0xf78b_108e),
        ] as [(UInt64, UInt32)])
    func `a tag is the start of the HMAC that another implementation computes`(address: UInt64, tag: UInt32) {
        let key = key(octets: Array(0..<32))
        #expect(key.tag(ofAddress: address) == tag)
    }

    @Test func `tags agree with libcrypto's own HMAC for many keys and addresses`() {
        var generator = SplitMix(1)
        for _ in 0..<200 {
            let octets = generator.octets(words: 4)
            let key = key(octets: octets)
            for _ in 0..<10 {
                let address = generator.next() & 0xFFFF_FFFF_FFFF
                #expect(key.tag(ofAddress: address) == OneShot.tag(key: octets, address: address))
            }
        }
    }

    @Test func `the next key is HKDF over the present one and fresh random bytes`() {
        var generator = SplitMix(7)
        let fresh = generator.octets(words: 4)
        generator = SplitMix(7)
        let octets = [UInt8](0..<32)
        let next = key(octets: octets).successor(epoch: 0x0102, site: Array("shop".utf8), using: &generator)
        let info = Array("footfall epoch".utf8) + [0, 0, 0, 0, 0, 0, 1, 2]
        let expected = OneShot.hkdf(material: octets + fresh, salt: Array("shop".utf8), info: info)
        #expect(next.epoch == 0x0102)
        #expect(next.tag(ofAddress: address) == OneShot.tag(key: expected, address: address))
    }

    @Test func `the next key is another one with other randomness, site, epoch or present key`() {
        let octets = [UInt8](0..<32)
        var tags: Set<UInt32> = [successorTag(octets, seed: 7, site: "shop", epoch: 1)]
        tags.insert(successorTag(octets, seed: 8, site: "shop", epoch: 1))
        tags.insert(successorTag(octets, seed: 7, site: "other", epoch: 1))
        tags.insert(successorTag(octets, seed: 7, site: "shop", epoch: 2))
        tags.insert(successorTag(octets.reversed(), seed: 7, site: "shop", epoch: 1))
        #expect(tags.count == 5)
        #expect(
            successorTag(octets, seed: 7, site: "shop", epoch: 1)
                == successorTag(octets, seed: 7, site: "shop", epoch: 1))
    }

    @Test func `who has the present key or the random bytes alone cannot make the next key`() {
        var generator = SplitMix(7)
        let fresh = generator.octets(words: 4)
        let octets = [UInt8](0..<32)
        let next = successorTag(octets, seed: 7, site: "shop", epoch: 1)
        let site = Array("shop".utf8)
        let info = Array("footfall epoch".utf8) + [0, 0, 0, 0, 0, 0, 0, 1]
        let nothing = [UInt8](repeating: 0, count: 32)
        for guess in [octets, fresh, octets + nothing, nothing + fresh, fresh + octets] {
            let key = OneShot.hkdf(material: guess, salt: site, info: info)
            #expect(OneShot.tag(key: key, address: address) != next)
        }
    }

    @Test func `random keys come from the generator`() {
        var generator = SplitMix(3)
        let octets = generator.octets(words: 4)
        generator = SplitMix(3)
        let key = EpochKey.random(epoch: 0, using: &generator)
        #expect(key.tag(ofAddress: address) == OneShot.tag(key: octets, address: address))
    }

    private func key(octets: [UInt8]) -> EpochKey {
        unsafe EpochKey(epoch: 0) { memory in
            for (offset, octet) in octets.enumerated() {
                unsafe memory.storeBytes(of: octet, toByteOffset: offset, as: UInt8.self)
            }
        }
    }

    private func successorTag(_ octets: [UInt8], seed: UInt64, site: String, epoch: Int64) -> UInt32 {
        var generator = SplitMix(seed)
        return key(octets: octets).successor(epoch: epoch, site: Array(site.utf8), using: &generator)
            .tag(ofAddress: address)
    }

    private let address: UInt64 = 0x0200_0000_0001
}
