import Locating
import Positioning
import Privacy
import Testing
import Timekeeping

struct LinkWatchTests {
    /// What never moves, as each of four sensors hears it, in dBm.
    private static let fixtures: [[Double]] = [[-50, -60, -70, -78], [-72, -61, -55, -62], [-80, -70, -58, -49]]

    /// A site in which all is as ever.
    private struct Site {
        var watch = LinkWatch(sensors: ["a", "b", "c", "d"], at: start)
        var now = start

        /// Some time: each fixture is heard each minute, at its levels and what each sensor gains.
        mutating func minutes(
            _ count: Int, _ fixtures: [[Double?]] = LinkWatchTests.fixtures, gains: [Double] = [0, 0, 0, 0]
        ) {
            for minute in 0..<count {
                for (number, levels) in fixtures.enumerated() {
                    let readings = zip(levels, gains).map { level, gain -> Reading in
                        guard let level, level + gain > -92 else { return .silent }
                        return .heard(level: level + gain + (minute % 2 == 0 ? 1.5 : -1.5), frames: 3)
                    }
                    watch.heard(readings, of: Tag(bits: UInt32(number)), isRandomised: false, at: now)
                }
                now = now + .minutes(1)
                watch.tick(at: now)
            }
        }

        /// An hour, after which only what is new is remembered of levels.
        mutating func hour(_ fixtures: [[Double?]] = LinkWatchTests.fixtures, gains: [Double] = [0, 0, 0, 0]) {
            minutes(60, fixtures, gains: gains)
        }
    }

    @Test(arguments: [(-5.0, false), (-8, true), (5, false), (9, true)])
    func `a sensor that hears what never moves six decibels louder or fainter is told`(gain: Double, isTold: Bool) {
        var site = Site()
        site.hour()
        #expect(site.watch.alarms == [])
        site.hour(gains: [0, gain, 0, 0])
        guard isTold else {
            #expect(site.watch.alarms == [])
            return
        }
        guard case .sensorChanged("b", let change)? = site.watch.alarms.first, site.watch.alarms.count == 1 else {
            Issue.record("\(site.watch.alarms)")
            return
        }
        #expect(abs(change - gain) < 2)
        site.hour(gains: [0, gain, 0, 0])
        #expect(site.watch.alarms.count == 1, "it stays told")
        site.hour()
        #expect(site.watch.alarms == [], "until all is as it was")
    }

    @Test func `a sensor that has lost its antenna hears some not at all, and is told`() {
        var site = Site()
        site.hour()
        site.hour(gains: [0, 0, 0, -25])
        guard case .sensorChanged("d", let change)? = site.watch.alarms.first else {
            Issue.record("\(site.watch.alarms)")
            return
        }
        #expect(change < -20)
    }

    @Test func `a sensor that hangs elsewhere hears some louder and some fainter, and was moved`() {
        var site = Site()
        site.hour()
        var levels = Self.fixtures
        for (number, level) in [-66.0, -74, -50].enumerated() { levels[number][0] = level }
        site.hour(levels)
        guard case .sensorMoved("a", _)? = site.watch.alarms.first else {
            Issue.record("\(site.watch.alarms)")
            return
        }
    }

    @Test func `a transmitter that is moved, or switched off, says nothing of a sensor`() {
        var site = Site()
        site.hour()
        var levels = Self.fixtures
        levels[0] = [-75, -55, -50, -60]
        site.hour(levels)
        #expect(site.watch.alarms == [])
        site.hour(Array(Self.fixtures.dropLast()))
        #expect(site.watch.alarms == [])
    }

    @Test func `one transmitter alone proves nothing, nor does a moment`() {
        var site = Site()
        site.hour([Self.fixtures[0]])
        site.hour([Self.fixtures[0]], gains: [0, -15, 0, 0])
        #expect(site.watch.alarms == [])
        var other = Site()
        other.hour()
        other.minutes(20, gains: [0, -15, 0, 0])
        #expect(other.watch.alarms == [])
        other.hour()
        #expect(other.watch.alarms == [])
    }

    @Test func `a transmitter is followed from key to key, and what was moved on purpose is learnt anew`() {
        var site = Site()
        site.hour()
        for (number, levels) in Self.fixtures.enumerated() {
            let readings = levels.map { Reading.heard(level: $0, frames: 3) }
            site.watch.heard(
                readings, of: Tag(bits: UInt32(100 + number)), formerTag: Tag(bits: UInt32(number)),
                isRandomised: false,
                at: site.now)
        }
        var watch = site.watch
        for _ in 0..<90 {
            for (number, levels) in Self.fixtures.enumerated() {
                let readings = levels.enumerated().map { Reading.heard(level: $1 - ($0 == 2 ? 12 : 0), frames: 3) }
                watch.heard(readings, of: Tag(bits: UInt32(100 + number)), isRandomised: false, at: site.now)
            }
            watch.asked(at: site.now)
        }
        guard case .sensorChanged("c", let change)? = watch.alarms.first, watch.alarms.count == 1 else {
            Issue.record("\(watch.alarms)")
            return
        }
        #expect(abs(change + 12) < 2)
        watch.forget()
        #expect(watch.alarms == [])
        watch.tick(at: site.now + .minutes(5))
        #expect(watch.alarms == [])
    }

    @Test func `who asks again and again gets no verdict without anything new`() {
        var site = Site()
        site.hour()
        #expect(site.watch.knownCount == 3)
        site.minutes(14, gains: [0, -15, 0, 0])
        for _ in 0..<10 { site.watch.asked(at: site.now) }
        #expect(site.watch.alarms == [], "of the same levels three verdicts are one")
        for _ in 0..<4 {
            let isJudged = site.watch.asked(at: site.now)
            #expect(!isJudged)
            site.minutes(12, gains: [0, -15, 0, 0])
        }
        #expect(site.watch.alarms.count == 1)
    }

    @Test func `who chooses new addresses is not watched`() {
        var watch = LinkWatch(sensors: ["a", "b"], at: start)
        let other = watch
        watch.heard([.heard(level: -50, frames: 1), .silent], of: Tag(bits: 1), isRandomised: true, at: start)
        #expect(watch == other)
    }
}
