import Locating
import Testing
import Timekeeping

struct ClockAlignerTests {
    /// Three sensors whose clocks are `errors` off; each second a batch with scans that all hear, half of them without
    /// the first frame.
    private static func aligned(
        errors: [Interval], synchronised: [Bool], scansPerSecond: Int, seconds: Int, seed: UInt64 = 1
    ) throws -> SiteLocator {
        var generator = Seeded(seed)
        var locator = try SiteLocator(Shop.plan([(4, 5), (16, 5), (10, 25)]), at: Uptime(seconds: 0))
        var tag: UInt32 = 0
        for second in 0..<seconds {
            let begin = start + .seconds(Int64(second))
            var scans: [[SensorScan]] = [[], [], []]
            for _ in 0..<scansPerSecond {
                tag += 1
                let time = begin + .milliseconds(Int64(generator.uniform(0..<800)))
                for sensor in 0..<3 {
                    let missed = generator.uniform() < 0.25 ? Interval.milliseconds(40) : .zero
                    scans[sensor].append(scan(tag, at: time + missed + errors[sensor]))
                }
            }
            let present = begin + .milliseconds(1_150)
            let now = Uptime(seconds: 0) + (present - start)
            for sensor in 0..<3 {
                let sent = batch(
                    second, until: begin + .seconds(1) + errors[sensor], isSynchronised: synchronised[sensor],
                    scans[sensor])
                locator.received(sent, from: sensor, at: present, now: now)
            }
            locator.takeLocations(at: present, now: now) { #expect($0.scan.heard.allSatisfy { $0 != nil }) }
        }
        return locator
    }

    @Test func `frames that several sensors hear give the offset of each clock to a millisecond`() throws {
        let errors: [Interval] = [.zero, .milliseconds(137), .milliseconds(-420)]
        let locator = try Self.aligned(
            errors: errors, synchronised: [true, true, true], scansPerSecond: 5, seconds: 20)
        for sensor in 1..<3 {
            let clock = locator.clocks.clocks[sensor]
            #expect(clock.standing == .aligned)
            #expect(clock.offset == errors[sensor])
        }
    }

    @Test func `a box whose clock was never set is found out by the first batch, and aligned after some scans`() throws
    {
        let errors: [Interval] = [.zero, .zero, .minutes(-90)]
        let found = try Self.aligned(errors: errors, synchronised: [true, true, false], scansPerSecond: 0, seconds: 1)
        #expect(found.clocks.clocks.map(\.standing) == [.claimed, .claimed, .adrift])
        let aligned = try Self.aligned(
            errors: errors, synchronised: [true, true, false], scansPerSecond: 4, seconds: 12)
        #expect(aligned.clocks.clocks[2].standing == .aligned)
        #expect(aligned.clocks.clocks[2].offset == .minutes(-90))
        #expect(aligned.sensors.allSatisfy { $0.lateScans == 0 })
    }

    @Test func `a box that says its clock is right while it is not is believed no more`() throws {
        let locator = try Self.aligned(
            errors: [.zero, .zero, .seconds(40)], synchronised: [true, true, true], scansPerSecond: 0, seconds: 2)
        #expect(locator.clocks.clocks[2].standing == .adrift)
    }

    @Test func `a clock that is set in the middle of the day is measured anew`() throws {
        var locator = try Self.aligned(
            errors: [.zero, .zero, .zero], synchronised: [true, true, true], scansPerSecond: 5, seconds: 20)
        for second in 20..<40 {
            let begin = start + .seconds(Int64(second))
            let times = (0..<3).map { begin + .milliseconds(100 * Int64($0)) }
            let tags = (0..<3).map { UInt32(100_000 + second * 3 + $0) }
            for sensor in 0..<3 {
                let error = sensor == 2 ? Interval.milliseconds(1_500) : .zero
                let scans = zip(tags, times).map { scan($0, at: $1 + error) }
                locator.received(
                    batch(second, until: begin + .seconds(1) + error, scans), from: sensor,
                    at: begin + .milliseconds(1_100), now: Uptime(seconds: Int64(second) + 1))
            }
            locator.takeLocations(at: begin + .milliseconds(1_100), now: Uptime(seconds: Int64(second) + 1)) { _ in }
        }
        #expect(locator.clocks.clocks[2].offset == .milliseconds(1_500))
    }

    @Test(arguments: [-300, 300] as [Int64])
    func `a clock that is set by minutes is found out by its batches, and measured anew`(step: Int64) throws {
        var locator = try Self.aligned(
            errors: [.zero, .zero, .zero], synchronised: [true, true, true], scansPerSecond: 5, seconds: 20)
        var heardByAll = 0
        for second in 20..<60 {
            let begin = start + .seconds(Int64(second))
            for sensor in 0..<3 {
                let error = sensor == 2 ? Interval.seconds(step) : .zero
                locator.received(
                    batch(
                        second, until: begin + .seconds(1) + error, [scan(UInt32(100_000 + second), at: begin + error)]),
                    from: sensor, at: begin + .milliseconds(1_100), now: Uptime(seconds: Int64(second) + 1))
            }
            locator.takeLocations(at: begin + .milliseconds(1_100), now: Uptime(seconds: Int64(second) + 1)) {
                if $0.scan.heard.allSatisfy({ $0 != nil }) { heardByAll += 1 }
            }
        }
        #expect(locator.clocks.clocks[2].standing == .aligned)
        #expect(locator.clocks.clocks[2].offset == .seconds(step))
        #expect(heardByAll >= 25)
    }

    @Test func `boxes whose clocks nobody keeps wait for each other, and agree by what they hear together`() throws {
        let errors: [Interval] = [.milliseconds(90), .milliseconds(-420), .milliseconds(700)]
        // Each sends at a time of its own in the second.
        let phases: [Interval] = [.milliseconds(100), .milliseconds(450), .milliseconds(800)]
        var locator = try SiteLocator(Shop.plan([(4, 5), (16, 5), (10, 25)]), at: Uptime(seconds: 0))
        var heard: [Int] = []
        for second in 0..<20 {
            let begin = start + .seconds(Int64(second))
            for sensor in 0..<3 {
                let present = begin + phases[sensor]
                let now = Uptime(seconds: 0) + (present - start)
                let scans = [scan(UInt32(second), at: begin + .milliseconds(50) + errors[sensor])]
                locator.received(
                    batch(second, until: present + errors[sensor], isSynchronised: false, scans), from: sensor,
                    at: present, now: now)
                locator.takeLocations(at: present, now: now) { heard.append($0.scan.heard.count { $0 != nil }) }
            }
        }
        // The first is told while nobody knows of the other two.
        #expect(heard.count >= 18 && heard.dropFirst().allSatisfy { $0 == 3 }, "\(heard)")
        #expect((0..<3).map(locator.clocks.standing) == [.aligned, .aligned, .aligned])
        #expect((1..<3).map { locator.clocks.clocks[$0].offset } == (1..<3).map { errors[$0] - errors[0] })
    }
}
