import Survey
import Testing
import Timekeeping

struct HopPlanTests {
    @Test func `the common channel is eleven where it is open, else one, else six, else the lowest`() {
        func common(_ frequencies: Int...) -> Int? {
            var plan = HopPlan(.common, available: open(frequencies))
            return plan.start(at: .zero).map { Int($0.frequencyMegahertz) }
        }
        #expect(common(2412, 2437, 2462, 5180) == 2462)
        #expect(common(2412, 2437, 5180) == 2412)
        #expect(common(2437, 5180) == 2437)
        #expect(common(5200, 5180) == 5180)
        #expect(common() == nil)
    }

    @Test func `on one channel there is nothing to hop to`() {
        var plan = HopPlan(.common, available: open([2412, 2462]))
        #expect(plan.start(at: .zero)?.number == 11)
        #expect(plan.nextDeadline == nil)
        #expect(plan.tick(at: Uptime(seconds: 1000)) == nil)
    }

    @Test func `a fixed list is walked in its order, and what the domain forbids is named`() {
        let available = open([2412, 2437, 2462]) + [RegulatoryChannel(channel(5180), isDisabled: true)]
        var plan = HopPlan(.fixed([2462, 5180, 2412, 2462, 2437].map(channel)), available: available)
        #expect(plan.refused == [channel(5180)])
        #expect(walk(&plan, dwells: 7) == [2462, 2412, 2437, 2462, 2412, 2437, 2462])
    }

    @Test func `sensors with right clocks walk a fixed list in step, whenever they started`() {
        let list = [2412, 2437, 2462]
        var plans = ([0, 7_777_777_777, 123_456_789_123] as [Int64]).map { start -> (plan: HopPlan, boot: Int64) in
            var plan = HopPlan(.fixed(list.map(channel)), available: open(list))
            plan.synchronise(wall: WallTime(seconds: 1_700_000_000), at: Uptime(nanoseconds: start))
            _ = plan.start(at: Uptime(nanoseconds: start))
            return (plan, start)
        }
        for step in Int64(1)...1000 {
            let elapsed = step * 37_000_000
            for index in plans.indices {
                _ = plans[index].plan.tick(at: Uptime(nanoseconds: plans[index].boot + elapsed))
            }
            let expected = list[Int((1_700_000_000_000_000_000 + elapsed) / 200_000_000 % 3)]
            #expect(plans.allSatisfy { $0.plan.current == channel(expected) })
        }
    }

    @Test func `a survey begins with the channels that do not overlap`() {
        var plan = HopPlan(
            .survey([.twoPointFourGigahertz]), available: open(Array(stride(from: 2412, through: 2472, by: 5))))
        #expect(Array(walk(&plan, dwells: 3)) == [2412, 2437, 2462])
    }

    @Test func `an early tick does nothing`() {
        var plan = HopPlan(.survey(Band.allCases), available: open([2412, 2437]))
        _ = plan.start(at: .zero)
        let before = plan
        #expect(plan.tick(at: Uptime(nanoseconds: 199_999_999)) == nil)
        #expect(plan == before)
    }

    @Test func `passive and radar channels are listened to`() {
        let available = [
            RegulatoryChannel(channel(2467), isPassive: true),
            RegulatoryChannel(channel(5260), needsRadarDetection: true),
            RegulatoryChannel(channel(2484), isDisabled: true),
        ]
        let plan = HopPlan(.survey(Band.allCases), available: available)
        #expect(Set(plan.channels) == [channel(2467), channel(5260)])
    }

    @Test func `the channel with more traffic gets more time, and the others keep their floor`() {
        var plan = HopPlan(.survey(Band.allCases), available: open([2412, 2437, 2462, 5180]))
        var dwells: [Int: Int] = [:]
        var now = Uptime.zero
        _ = plan.start(at: now)
        for _ in 0..<2000 {
            let here = Int(plan.current?.frequencyMegahertz ?? 0)
            dwells[here, default: 0] += 1
            plan.heard(frames: here == 2437 ? 30 : 0)
            now = plan.nextDeadline ?? now
            _ = plan.tick(at: now)
        }
        // Half of the time evenly (1/8 each), the other half to the only channel with traffic: 5/8 against 1/8.
        #expect((1100...1300).contains(dwells[2437, default: 0]))
        for quiet in [2412, 2462, 5180] { #expect((200...300).contains(dwells[quiet, default: 0])) }
    }

    @Test func `a channel that the domain closes is left at once and never named again`() {
        var plan = HopPlan(.survey(Band.allCases), available: open([2412, 2437, 2462]))
        let first = plan.start(at: .zero)
        #expect(first == channel(2412))
        let next = plan.channelsChanged(to: open([2437, 2462, 5180]), at: Uptime(nanoseconds: 1000))
        #expect(next != nil && next != first)
        #expect(!walk(&plan, dwells: 100).contains(2412))
        #expect(plan.channelsChanged(to: [], at: Uptime(seconds: 100)) == nil)
        #expect(plan.current == nil && plan.nextDeadline == nil)
        #expect(plan.channelsChanged(to: open([2412]), at: Uptime(seconds: 101)) == channel(2412))
    }

    @Test func `a channel that opens gives a lone one something to hop to`() {
        var plan = HopPlan(.survey(Band.allCases), available: open([2412]))
        _ = plan.start(at: .zero)
        #expect(plan.channelsChanged(to: open([2412, 2437]), at: Uptime(seconds: 9)) == nil)
        #expect(Set(walk(&plan, dwells: 3)) == [2412, 2437])
    }

    @Test func `a channel that refuses to be tuned to does not stop the others`() {
        var plan = HopPlan(.survey(Band.allCases), available: open([2412, 2437, 2462]))
        #expect(plan.start(at: .zero) == channel(2412))
        #expect(plan.tuningFailed(at: .zero) == channel(2437))
        var lone = HopPlan(.common, available: open([2412]))
        _ = lone.start(at: .zero)
        #expect(lone.tuningFailed(at: .zero) == nil)
    }

    /// Whatever is heard, and whatever the domain does, over random sets of channels.
    @Test(arguments: 0..<40) func `each open channel is visited in time and none that is forbidden`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let all = (0...8000).compactMap { Channel(frequencyMegahertz: $0) }
        let available = all.shuffled(using: &random).prefix(Int.random(in: 1...100, using: &random))
            .map { RegulatoryChannel($0, isDisabled: Bool.random(using: &random)) }
        let settings = HopSettings(visitWithin: .seconds(Int64.random(in: 1...20, using: &random)))
        var plan = HopPlan(.survey(Band.allCases), available: available, settings: settings)
        let allowed = Set(available.filter(\.isOpenToListeners).map(\.channel))
        #expect(Set(plan.channels) == allowed)
        var lastVisit = Dictionary(uniqueKeysWithValues: allowed.map { ($0, Uptime.zero) })
        var now = Uptime.zero
        _ = plan.start(at: now)
        while let deadline = plan.nextDeadline, now < Uptime(seconds: 300), let here = plan.current {
            #expect(allowed.contains(here))
            #expect(now - (lastVisit[here] ?? now) <= plan.visitInterval)
            lastVisit[here] = now
            plan.heard(frames: Int.random(in: 0...500, using: &random))
            now = deadline
            _ = plan.tick(at: now)
        }
        #expect(lastVisit.values.allSatisfy { allowed.count < 2 || now - $0 <= plan.visitInterval })
    }
}

/// The frequencies of the first `dwells` dwells, the start among them when `plan` has not begun.
func walk(_ plan: inout HopPlan, dwells: Int) -> [Int] {
    var now = plan.nextDeadline ?? .zero
    var frequencies: [Int] = []
    if plan.current == nil { _ = plan.start(at: now) } else { _ = plan.tick(at: now) }
    for _ in 0..<dwells {
        frequencies.append(Int(plan.current?.frequencyMegahertz ?? 0))
        now = plan.nextDeadline ?? now
        _ = plan.tick(at: now)
    }
    return frequencies
}
