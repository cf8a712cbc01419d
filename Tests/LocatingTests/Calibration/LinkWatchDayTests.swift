import Locating
import Positioning
import Privacy
import RealModule
import Testing
import Timekeeping

/// The watch over links through days in a shop: people walk between fixtures and sensors, and stand before them.
struct LinkWatchDayTests {
    /// Four sensors and five fixtures.
    private struct Day {
        var watch = LinkWatch(sensors: ["a", "b", "c", "d"], at: start)
        var now = start
        private var generator: Seeded
        /// Between two scans of a fixture.
        private let period: Interval
        private let levels: [[Double]]
        /// Decibels by which what is between each fixture and each sensor changes the level, for the moment.
        private var shadows: [[Double]]
        /// Until when somebody stands before each sensor.
        private var blockedUntil: [WallTime]

        init(seed: UInt64, period: Interval) {
            var generator = Seeded(seed)
            self.period = period
            levels = (0..<5).map { _ in (0..<4).map { _ in -45 - 40 * generator.uniform() } }
            shadows = levels.map { $0.map { _ in 0 } }
            blockedUntil = Array(repeating: start, count: 4)
            self.generator = generator
        }

        /// Answers after how long the first alarm came, if one did, and how many came.
        mutating func pass(minutes: Int, gain: Double = 0) -> (first: Interval?, count: Int) {
            let (begin, end) = (now, now + .minutes(Int64(minutes)))
            var (first, count) = (Interval?.none, 0)
            while now < end {
                walk()
                for fixture in levels.indices {
                    let tag = Tag(bits: UInt32(fixture))
                    watch.heard(readings(of: fixture, gain), of: tag, isRandomised: false, at: now)
                }
                now = now + period
                let before = watch.alarms.count
                watch.tick(at: now)
                count += max(0, watch.alarms.count - before)
                if count > 0, first == nil { first = now - begin }
            }
            return (first, count)
        }

        /// Shadows of 3 dB that last for five minutes, and twice an hour somebody stands before a sensor for a while,
        /// three minutes on average, who takes 8 dB.
        private mutating func walk() {
            let kept = Double.exp(-period.seconds / 300)
            for fixture in levels.indices {
                for sensor in 0..<4 {
                    shadows[fixture][sensor] =
                        kept * shadows[fixture][sensor] + 3 * (1 - kept * kept).squareRoot() * generator.gaussian()
                }
            }
            for sensor in 0..<4 where generator.uniform() < 2 * period.seconds / 3600 {
                blockedUntil[sensor] = now + .milliseconds(Int64(-180_000 * Double.log(1 - generator.uniform())))
            }
        }

        private mutating func readings(of fixture: Int, _ gain: Double) -> [Reading] {
            (0..<4).map { sensor in
                let block = now < blockedUntil[sensor] ? -8.0 : 0
                let own = sensor == 3 ? gain : 0
                let mean = levels[fixture][sensor] + shadows[fixture][sensor] + block + own
                let level = mean + 2 * generator.gaussian()
                return level < -92 ? .silent : .heard(level: level, frames: 3)
            }
        }
    }

    @Test(arguments: [10, 60])
    func `ten days bring no false alarm, and a deaf sensor is told within the hour`(seconds: Int64) {
        var (falseAlarms, delays) = (0, [[Interval]](repeating: [], count: 3))
        for seed in 1...10 {
            var day = Day(seed: UInt64(seed), period: .seconds(seconds))
            falseAlarms += day.pass(minutes: 1_440).count
            for (number, gain) in [-10.0, -16, -25].enumerated() {
                var changed = day
                changed.now = day.now
                if let delay = changed.pass(minutes: 60, gain: gain).first { delays[number].append(delay) }
            }
        }
        let told = delays.map { delays in
            "\(delays.count) of 10, after \(delays.sorted().dropFirst(delays.count / 2).first?.seconds ?? .nan) s"
        }
        print("a fixture each \(seconds) s: \(falseAlarms) false alarms in 10 days; told by 10, 16, 25 dB: \(told)")
        #expect(falseAlarms == 0)
        #expect(delays[1].count >= 9 && delays[2].count >= 9)
    }
}
