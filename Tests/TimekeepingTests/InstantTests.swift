import Testing
import Timekeeping

struct InstantTests {
    @Test func `arithmetic at the ends of time saturates and never traps`() {
        let last = WallTime(nanoseconds: .max)
        #expect(last + .seconds(1) == last)
        #expect(WallTime(nanoseconds: .min) - .seconds(1) == WallTime(nanoseconds: .min))
        #expect(WallTime(nanoseconds: 0) - WallTime(nanoseconds: .min) == Interval(nanoseconds: .max))
        #expect(WallTime(seconds: .max) == last)
    }

    @Test func `an interval leads from one instant to the other`() {
        let start = WallTime(seconds: 1_700_000_000)
        #expect(start + .minutes(10) - start == .seconds(600))
        #expect(start - (start + .milliseconds(5)) == .milliseconds(-5))
    }
}
