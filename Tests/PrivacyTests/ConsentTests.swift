import Dot11
import Testing
import Timekeeping

@testable import Privacy

struct ConsentTests {
    private let start = WallTime(seconds: 1_700_000_400)
    private let address: UInt64 = 0x3c22_fb12_3456
    private let written = "3c:22:fb:12:34:56"

    @Test func `a consented device carries its consent, over all epochs until it ends, and nobody else does`() throws {
        var generator = SplitMix(1)
        var box = box(&generator)
        let (hers, others) = (try HeardFrame(from: address), try HeardFrame(from: address + 1))
        try box.grant(try grant("ref-1", until: start + .minutes(45)), at: start)
        for minute in 0..<60 as Range<Int64> {
            let time = start + .minutes(minute)
            box.tick(at: time, using: &generator)
            let handle = hers.sighting(by: &box, at: time)?.consent
            let consent = handle.flatMap { box.consent($0) }
            #expect(consent?.reference == (minute < 45 ? "ref-1" : nil), "\(minute)")
            #expect(others.sighting(by: &box, at: time)?.consent == nil)
        }
        #expect(box.takeEndedConsents().count == 1)
        #expect(box.allConsents.isEmpty)
    }

    @Test func `a revocation takes effect with the next frame, and tells what has to go`() throws {
        var generator = SplitMix(1)
        var box = box(&generator)
        let frame = try HeardFrame(from: address)
        try box.grant(try grant("ref-1", until: start + .minutes(60)), at: start)
        let handle = frame.sighting(by: &box, at: start)?.consent
        let wasThere = box.revokeConsent("ref-1", at: start)
        let isThere = box.revokeConsent("ref-1", at: start)
        let after = frame.sighting(by: &box, at: start)?.consent
        #expect(handle != nil && wasThere && !isThere && after == nil)
        #expect(box.takeEndedConsents() == [handle].compactMap(\.self))
    }

    @Test func `nothing of the address is in locked memory in clear, neither while a consent is in force nor after`()
        throws
    {
        var generator = SplitMix(1)
        var box = box(&generator)
        let lone: UInt64 = 0x3ca7_5ec2_e701
        let grant = try #require(
            ConsentGrant(consent("ref-1", until: start + .minutes(60)), address: "3ca75ec2e701"))
        try box.grant(grant, at: start)
        box.tick(at: start + .minutes(10), using: &generator)
        #expect(!LockedArena.sixOctetWords().contains(lone))
        _ = box.revokeConsent("ref-1", at: start + .minutes(11))
        #expect(!LockedArena.sixOctetWords().contains(lone))
    }

    @Test func `what ends before it begins, or lasts too long, is refused by name`() throws {
        var generator = SplitMix(1)
        var box = box(&generator)
        for (end, refusal) in [
            (start, ConsentRefusal.expired), (start - .minutes(1), .expired),
            (start + .minutes(90 * 24 * 60) + .seconds(1), .tooLong),
        ] {
            #expect(try refusalOf { try box.grant(try grant("ref-1", until: end), at: start) } == refusal)
        }
        try box.grant(try grant("ref-1", until: start + .minutes(90 * 24 * 60)), at: start)
        #expect(box.allConsents.count == 1)
    }

    @Test func `a second grant takes the place of the first, by reference and by device`() throws {
        var generator = SplitMix(1)
        var box = box(&generator)
        let frame = try HeardFrame(from: address)
        try box.grant(try grant("ref-1", until: start + .minutes(20)), at: start)
        try box.grant(try grant("ref-1", until: start + .minutes(60)), at: start)
        #expect(box.allConsents.map(\.expiresAt) == [start + .minutes(60)])
        try box.grant(try grant("ref-2", until: start + .minutes(60)), at: start)
        #expect(box.allConsents.map(\.reference) == ["ref-2"])
        let handle = try #require(frame.sighting(by: &box, at: start)?.consent)
        #expect(box.consent(handle)?.reference == "ref-2")
    }

    @Test func `a tag leads to the consent of its device, for what other sensors heard`() throws {
        var generator = SplitMix(1)
        var box = box(&generator)
        try box.grant(try grant("ref-1", until: start + .minutes(60)), at: start)
        let tag = try #require(try HeardFrame(from: address).sighting(by: &box, at: start)?.tag)
        #expect(box.consent(of: tag).flatMap { box.consent($0) }?.reference == "ref-1")
        #expect(box.consent(of: Privacy.Tag(bits: tag.bits ^ 1)) == nil)
    }

    @Test func `a device on the deny-list is never sighted, in no epoch, and cannot be consented`() throws {
        var generator = SplitMix(1)
        var box = box(&generator)
        let key = EnrolmentKey(using: &generator)
        let record = try #require(
            SealedAddress(address: written, for: key.publicKey, site: "shop", using: &generator))
        let unreadable = box.deny([record], by: key, site: "shop", at: start)
        let (hers, others) = (try HeardFrame(from: address), try HeardFrame(from: address + 1))
        for minute in 0..<40 as Range<Int64> {
            let time = start + .minutes(minute)
            box.tick(at: time, using: &generator)
            let (first, second) = (hers.sighting(by: &box, at: time), others.sighting(by: &box, at: time))
            #expect(first == nil && second != nil)
        }
        #expect(unreadable == 0 && box.declined.denied == 40)
        #expect(
            try refusalOf { try box.grant(try grant("ref-1", until: start + .minutes(99)), at: start) } == .denied)
        _ = box.deny([], by: key, site: "shop", at: start + .minutes(40))
        let again = hers.sighting(by: &box, at: start + .minutes(40))
        #expect(again != nil)
    }

    @Test func `a record of the deny-list says nothing without the key of its box, and two of one address differ`()
        throws
    {
        var generator = SplitMix(1)
        let key = EnrolmentKey(using: &generator)
        let other = EnrolmentKey(using: &generator)
        let records = (0..<2).compactMap { _ in
            SealedAddress(address: written, for: key.publicKey, site: "shop", using: &generator)
        }
        #expect(records.count == 2 && records[0] != records[1])
        let (mine, theirs) = (
            records[0].isAddress("3C-22-FB-12-34-56", by: key, site: "shop"),
            records[0].isAddress(written, by: other, site: "shop")
        )
        #expect(mine && !theirs)
        let elsewhere = records[0].isAddress(written, by: key, site: "other")
        #expect(!elsewhere)
        var box = box(&generator)
        let unreadable = box.deny(records, by: other, site: "shop", at: start)
        #expect(unreadable == 2)
    }

    @Test(arguments: ["3c:22:fb:12:34:56", "3C-22-FB-12-34-56", "3c22fb123456"])
    func `an address is read in each notation`(text: String) {
        #expect(AddressText.bits(text) == address)
        #expect(!SealedAddress.isRandomised(address: text))
    }

    @Test(arguments: [
        "", "3c:22:fb:12:34", "3c:22-fb:12:34:56", "3c22fb12345g", "01:00:5e:00:00:01", "3c:22:fb:12:34:567",
    ])
    func `what is no address of a device is refused`(text: String) {
        #expect(AddressText.bits(text) == nil)
    }

    @Test func `a grant prints nothing of its device`() throws {
        let texts = try ["3c22fb123456", "3c22fb123457"].map { address in
            let grant = try #require(ConsentGrant(consent("ref", until: start), address: address))
            var dumped = ""
            dump(grant, to: &dumped)
            return "\(grant) \(String(reflecting: grant)) \(dumped)"
        }
        #expect(texts[0] == texts[1])
    }

    private func refusalOf(_ body: () throws -> Void) throws -> ConsentRefusal? {
        do {
            try body()
            return nil
        } catch let refusal as ConsentRefusal { return refusal }
    }

    private func consent(_ reference: String, until end: WallTime) -> Consent {
        Consent(reference: reference, scopes: [.presence], expiresAt: end)
    }

    private func grant(_ reference: String, until end: WallTime) throws -> ConsentGrant {
        try #require(ConsentGrant(consent(reference, until: end), address: written))
    }

    private func box(_ generator: inout SplitMix) -> Pseudonymizer {
        Pseudonymizer(site: "shop", epochLength: .minutes(10), grace: .minutes(5), at: start, using: &generator)
    }
}
