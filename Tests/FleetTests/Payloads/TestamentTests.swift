import Testing
import Timekeeping
import Uplink

@testable import Fleet
@testable import Presence

struct TestamentTests {
    @Test func `a visit that goes on leaves its end with the ledger, as its last sign dates it`() throws {
        var (composer, chance) = (composer(), DocumentChance())
        composer.keepsTestaments = true
        composer.goOn(after: 41)
        let started = composer.publication(for: .visit(visitEvent(.started)), clock: .synchronised, using: &chance)
        #expect(started.sequence == 42)
        let testament = try #require(started.visit?.testament)
        #expect(testament.topic == "footfall/v1/shop-1/event/visit/ended")
        let end = try parsed(Composer.numbered(testament.payload, 57))
        #expect(end["sequence"] as? Int == 57)
        #expect(end["type"] as? String == "footfall.visit.ended.v1")
        // Ten seconds before noon, and half the mean gap of 40 s.
        #expect(end["time"] as? String == (noon + .seconds(10)).rfc3339)
        let data = try #require(end["data"] as? [String: Any])
        #expect(data["reason"] as? String == "coverage-lost")
        #expect(data["lastSeenAt"] as? String == (noon - .seconds(10)).rfc3339)
        #expect(data["dwellSeconds"] as? Int == 120)
    }

    @Test func `a visit that ends takes its testament back`() {
        var (composer, chance) = (composer(), DocumentChance())
        composer.keepsTestaments = true
        let ended = composer.publication(
            for: .visit(visitEvent(.ended(.absent))), clock: .synchronised, using: &chance)
        #expect(ended.visit == VisitMark(key: VisitMark.Key(1, 2), testament: nil))
    }

    @Test func `without a ledger nothing is left`() {
        var (composer, chance) = (composer(), DocumentChance())
        let started = composer.publication(for: .visit(visitEvent(.started)), clock: .synchronised, using: &chance)
        #expect(started.visit == nil && started.sequence == 1)
    }
}
