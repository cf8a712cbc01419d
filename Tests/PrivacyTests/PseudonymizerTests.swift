import Dot11
import Testing
import Timekeeping

@testable import Privacy

struct PseudonymizerTests {
    @Test func `one address has one tag in an epoch, and another one in the next`() throws {
        var generator = SplitMix(1)
        var pseudonymizer = pseudonymizer(&generator)
        let frame = try HeardFrame(from: 0x0200_0000_0001)
        let first = frame.sighting(by: &pseudonymizer, at: start)?.tag
        let second = frame.sighting(by: &pseudonymizer, at: start + .seconds(1))?.tag
        pseudonymizer.tick(at: start + .seconds(6), using: &generator)
        let third = frame.sighting(by: &pseudonymizer, at: start + .seconds(6))?.tag
        let rotated = pseudonymizer.tick(at: start + .minutes(10), using: &generator)
        let fourth = frame.sighting(by: &pseudonymizer, at: start + .minutes(10))?.tag
        #expect(first != nil && first == second && first == third)
        #expect(rotated && fourth != nil && fourth != first)
    }

    @Test func `the memo does not carry a tag over a rotation, nor one address's tag to another`() throws {
        var generator = SplitMix(1)
        var pseudonymizer = pseudonymizer(&generator)
        var tags: Set<Privacy.Tag> = []
        let frames = try (0..<500).map { try HeardFrame(from: 0x0200_0000_0000 + $0) }
        for frame in frames { tags.formUnion([frame.sighting(by: &pseudonymizer, at: start)?.tag].compactMap(\.self)) }
        #expect(tags.count == 500)
        pseudonymizer.tick(at: start + .minutes(10), using: &generator)
        for frame in frames {
            let sighting = try #require(frame.sighting(by: &pseudonymizer, at: start + .minutes(10)))
            #expect(!tags.contains(sighting.tag))
        }
    }

    @Test func `the former tag is told during the grace only`() throws {
        var generator = SplitMix(1)
        var pseudonymizer = pseudonymizer(&generator)
        let frame = try HeardFrame(from: 0x3c22_fb12_3456)
        let tag = frame.sighting(by: &pseudonymizer, at: start)?.tag
        let before = pseudonymizer.formerTag(of: frame.probe)
        pseudonymizer.tick(at: start + .minutes(10), using: &generator)
        let during = pseudonymizer.formerTag(of: frame.probe)
        pseudonymizer.tick(at: start + .minutes(15), using: &generator)
        let after = pseudonymizer.formerTag(of: frame.probe)
        #expect(before == nil && during == tag && after == nil)
        #expect(pseudonymizer.keyCount == 1)
    }

    @Test func `group addresses are declined and counted`() throws {
        var generator = SplitMix(1)
        var pseudonymizer = pseudonymizer(&generator)
        for address: UInt64 in [0x0100_0000_0001, 0x0300_0000_0001, 0xffff_ffff_ffff] {
            let sighting = try HeardFrame(from: address).sighting(by: &pseudonymizer, at: start)
            #expect(sighting == nil)
        }
        #expect(pseudonymizer.declined == Pseudonymizer.Declined(objections: 0, groupAddresses: 3))
    }

    @Test(arguments: ["golden_nomap", "_nomap", "golden_optout", "_optout", "gol_nomap_optout"])
    func `an owner's objection in the network's name is honoured`(name: String) throws {
        var generator = SplitMix(1)
        var pseudonymizer = pseudonymizer(&generator)
        let sighting = try HeardFrame(from: 0x0200_0000_0001, to: name).sighting(by: &pseudonymizer, at: start)
        #expect(sighting == nil)
        #expect(pseudonymizer.declined.objections == 1)
    }

    @Test(arguments: ["golden", "golden_nomap2", "nomap", "_optou", "_nomap_", "g_NOMAP"])
    func `other names are no objection`(name: String) throws {
        var generator = SplitMix(1)
        var pseudonymizer = pseudonymizer(&generator)
        let sighting = try HeardFrame(from: 0x0200_0000_0001, to: name).sighting(by: &pseudonymizer, at: start)
        #expect(sighting?.isDirected == true)
        #expect(pseudonymizer.declined.objections == 0)
    }

    @Test(arguments: [1, 8, 24, 31, 32])
    func `a tag has as many bits as asked for, the leftmost`(bits: Int) throws {
        var long = SplitMix(1)
        var short = SplitMix(1)
        var full = pseudonymizer(&long)
        var shortened = pseudonymizer(&short, tagBits: bits)
        for number in 0..<50 as Range<UInt64> {
            let frame = try HeardFrame(from: 0x0200_0000_0000 + number)
            let whole = try #require(frame.sighting(by: &full, at: start)).tag.bits
            let part = try #require(frame.sighting(by: &shortened, at: start)).tag.bits
            #expect(part == whole >> (32 - UInt32(bits)))
        }
    }

    @Test func `a sighting says of the address only who chose it`() throws {
        var generator = SplitMix(1)
        var pseudonymizer = pseudonymizer(&generator)
        let global = try #require(try HeardFrame(from: 0x3c22_fb12_3456).sighting(by: &pseudonymizer, at: start))
        let local = try #require(try HeardFrame(from: 0x3e22_fb12_3456).sighting(by: &pseudonymizer, at: start))
        #expect(!global.isRandomised && local.isRandomised)
        #expect(global.signature == local.signature)
    }

    @Test func `classes of two boxes do not agree`() throws {
        var generators = [SplitMix(1), SplitMix(2)]
        let classes = try generators.indices.map { index in
            var pseudonymizer = pseudonymizer(&generators[index])
            return try HeardFrame(from: 0x0200_0000_0001).sighting(by: &pseudonymizer, at: start)?.signature
        }
        #expect(classes[0] != classes[1])
    }

    private func pseudonymizer(_ generator: inout SplitMix, tagBits: Int = 32) -> Pseudonymizer {
        Pseudonymizer(
            site: "shop", epochLength: .minutes(10), grace: .minutes(5), tagBits: tagBits, at: start,
            using: &generator)
    }

    private let start = WallTime(seconds: 1_700_000_400)
}
