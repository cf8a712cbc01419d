import Testing

@testable import Positioning

struct ZoneDecisionTests {
    @Test func `a zone is published once it is likely, and kept until another one is`() {
        var decision = ZoneDecision()
        #expect(decision.sighted([0.5, 0.4, 0.05, 0.05]) == nil)
        #expect(decision.place == nil)
        #expect(decision.sighted([0.6, 0.3, 0.05, 0.05]) == .init(from: nil, to: .zone(0)))
        #expect(decision.sighted([0.4, 0.5, 0.05, 0.05]) == nil)
        #expect(decision.place == .zone(0))
        #expect(decision.sighted([0.9, 0.05, 0.05, 0]) == nil)
        #expect(decision.sighted([0.1, 0.8, 0.05, 0.05]) == .init(from: .zone(0), to: .zone(1)))
        #expect(decision.sighted([0.1, 0.1, 0.1, 0.7]) == .init(from: .zone(1), to: .outside))
        #expect(decision.sighted([0.1, 0.1, 0.7, 0.1]) == .init(from: .outside, to: .elsewhere))
    }

    @Test func `a single scan supports no zone below the threshold`() {
        #expect(ZoneDecision.likely([0.59, 0.41, 0, 0]) == nil)
        #expect(ZoneDecision.likely([0.59, 0.41, 0, 0], threshold: 0.5) == .zone(0))
        #expect(ZoneDecision.likely([]) == nil)
    }
}
