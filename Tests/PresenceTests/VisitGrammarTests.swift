import Privacy
import Testing
import Timekeeping

@testable import Presence

/// `started (idle resumed)* [idle] ended`, whatever comes.
struct VisitGrammarTests {
    @Test(arguments: 0..<6) func `every visit starts once, ends once, and alternates between`(run: UInt64) {
        var chance = Chance(seed: 0xF007 + run)
        var shop = Shop(deviceLimit: run % 3 == 0 ? 40 : 1_000)
        var second = 0.0
        for _ in 0..<10_000 {
            second +=
                Double.random(in: 0..<1, using: &chance) < 0.01
                ? .random(in: 0..<900, using: &chance) : .random(in: 0..<4, using: &chance)
            act(on: &shop, at: second, using: &chance)
        }
        shop.stopped(at: second + 1)
        #expect(shop.observer.visitCount == 0, "seed \(chance.seed)")
        let visits = Dictionary(grouping: shop.visits, by: \.visit.identifier)
        #expect(visits.count > 100, "seed \(chance.seed)")
        for events in visits.values { #expect(isSentence(events), "seed \(chance.seed)") }
        let figures = shop.visits.filter { $0.kind == .started }.count
        #expect(figures == visits.count, "seed \(chance.seed)")
    }

    private func act(on shop: inout Shop, at second: Double, using chance: inout Chance) {
        let device = UInt32.random(in: 0..<100, using: &chance)
        switch Int.random(in: 0..<1_000, using: &chance) {
        case 0: shop.coverageLost(at: second)
        case 1...2: shop.coverageReturned(at: second)
        case 3...12: shop.advance(to: second)
        case 13...22: shop.heard(device + 1_000, clearly, at: second, formerly: device)
        case 23...32: shop.heard(device, clearly, at: second - .random(in: 0..<5, using: &chance))
        default:
            let level = Int8.random(in: -95...(-55), using: &chance)
            shop.heard(device, level, at: second, randomised: device % 4 == 0)
        }
    }

    private func isSentence(_ events: [VisitEvent]) -> Bool {
        guard events.count >= 2, events[0].kind == .started, case .ended = events[events.count - 1].kind else {
            return false
        }
        for (index, event) in events.dropFirst().dropLast().enumerated() {
            guard event.kind == (index % 2 == 0 ? .idle : .resumed) else { return false }
        }
        return events.allSatisfy { event in
            let visit = event.visit
            return visit.startedAt <= visit.lastSeenAt && visit.dwell >= visit.lastSeenAt - visit.startedAt
                && (0...1).contains(visit.insideProbability) && visit.startedAt == events[0].time
        }
    }
}
