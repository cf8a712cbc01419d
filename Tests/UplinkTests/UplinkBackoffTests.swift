import Testing
import Timekeeping
import Uplink

struct UplinkBackoffTests {
    /// What the waits after 1, 2, … failures may be at most.
    static let ceilings: [Int64] = [1, 2, 4, 8, 16, 32, 60, 60, 60, 60]

    @Test func `waits double up to a minute, with full jitter`() {
        var longest = [Double](repeating: 0, count: Self.ceilings.count)
        var shortest = [Double](repeating: .infinity, count: Self.ceilings.count)
        for seed in 0..<400 as Range<UInt64> {
            var trace = Trace(seed: seed)
            trace.machine.started(at: trace.now)
            for failure in Self.ceilings.indices {
                #expect(trace.orders() == [.connect])
                trace.lose()
                let wait = trace.machine.nextDeadline! - trace.now
                #expect(wait >= .zero && wait <= .seconds(Self.ceilings[failure]))
                longest[failure] = max(longest[failure], wait.seconds)
                shortest[failure] = min(shortest[failure], wait.seconds)
                trace.pass(wait)
            }
        }
        // Of 400 uniform draws the greatest is below 0.97 of the range once in 200,000 runs; the seeds are fixed.
        for (failure, ceiling) in Self.ceilings.enumerated() {
            #expect(longest[failure] > 0.97 * Double(ceiling))
            #expect(shortest[failure] < 0.03 * Double(ceiling))
        }
    }

    @Test func `a tick before the deadline does nothing`() {
        var trace = Trace()
        trace.machine.started(at: trace.now)
        _ = trace.orders()
        trace.lose()
        let before = trace.machine
        trace.machine.tick(at: trace.machine.nextDeadline! - .nanoseconds(1), using: &trace.dice)
        #expect(trace.machine == before)
    }

    @Test func `a broker that does not answer in time is given up like one that refused`() {
        var trace = Trace()
        trace.machine.started(at: trace.now)
        _ = trace.orders()
        #expect(trace.machine.nextDeadline == trace.now + .seconds(15))
        trace.pass(.seconds(15))
        #expect(trace.orders() == [.abandon])
        #expect(trace.machine.state == .waiting)
        trace.pass(trace.machine.nextDeadline! - trace.now)
        #expect(trace.orders() == [.connect])
    }

    @Test(arguments: [(steadySeconds: Int64(10), ceiling: Int64(1)), (9, 32)])
    func `only a connection that lasted makes the next failure the first again`(
        steadySeconds: Int64, ceiling: Int64
    ) {
        var longest = 0.0
        for seed in 0..<400 as Range<UInt64> {
            var trace = Trace(seed: seed)
            trace.machine.started(at: trace.now)
            for _ in 0..<5 {
                _ = trace.orders()
                trace.lose()
                trace.pass(trace.machine.nextDeadline! - trace.now)
            }
            _ = trace.orders()
            trace.machine.connected(announcing: [], at: trace.now)
            trace.now = trace.now + .seconds(steadySeconds)
            trace.lose()
            longest = max(longest, (trace.machine.nextDeadline! - trace.now).seconds)
        }
        #expect(longest > 0.97 * Double(ceiling) && longest <= Double(ceiling))
    }

    @Test func `what cannot heal by itself is tried again at the longest interval`() {
        var longest = 0.0
        for seed in 0..<400 as Range<UInt64> {
            var trace = Trace(seed: seed)
            trace.machine.started(at: trace.now)
            _ = trace.orders()
            trace.lose(isRecoverable: false)
            longest = max(longest, (trace.machine.nextDeadline! - trace.now).seconds)
        }
        #expect(longest > 58 && longest <= 60)
    }
}
