import Testing

@testable import Agent

struct RadioTalliesTests {
    @Test func `each radio keeps what was counted while it was at work`() {
        var tallies = RadioTallies()
        var counters = FrameCounters()
        counters.frames = 3
        tallies.change(to: 2, counters: &counters, objections: 1, withoutLevel: 0)
        #expect(counters.frames == 0)
        counters.frames = 5
        tallies.change(to: 0, counters: &counters, objections: 1, withoutLevel: 4)
        #expect(counters.frames == 3)
        counters.frames = 10
        let tally = { tallies.tally(of: $0, counters: counters, objections: 3, withoutLevel: 4) }
        #expect([tally(0).counters.frames, tally(0).objections, tally(0).withoutLevel] == [10, 3, 0])
        #expect([tally(1).counters.frames, tally(1).objections, tally(1).withoutLevel] == [0, 0, 0])
        #expect([tally(2).counters.frames, tally(2).objections, tally(2).withoutLevel] == [5, 0, 4])
    }
}
