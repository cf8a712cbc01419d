import Counting
import Testing
import Timekeeping

struct PeopleModelTests {
    private static let start = WallTime(seconds: 1_700_000_100 / 900 * 900)

    private static func sound(_ devices: Double, bursts: Double = 0, hour: Int = 10) -> PeopleModel.Sound {
        PeopleModel.Sound(devices: devices, bursts: bursts, hourOfWeek: hour)
    }

    /// A model that learnt so many people for each device, in so many quarters of an hour.
    private static func taught(_ ratio: Double, lessons: Int, hour: Int = 10) -> PeopleModel {
        var model = PeopleModel()
        for lesson in 0..<lessons {
            let devices = Double(8 + lesson % 5)
            model.learn(
                people: ratio * devices, in: sound(devices, hour: hour), at: start + .minutes(Int64(lesson) * 15))
        }
        return model
    }

    @Test func `what nothing has taught is an index within a factor of two, equipment counted for little`() {
        let model = PeopleModel()
        #expect(model.calibration(at: Self.start) == nil)
        #expect(model.estimate(of: Self.sound(12), at: Self.start) == Estimate(value: 12, low: 6, high: 24))
        let sound = PeopleModel.Sound(devices: 12, equipment: 4, bursts: 0, hourOfWeek: 0)
        #expect(model.estimate(of: sound, at: Self.start) == Estimate(value: 9, low: 4.5, high: 18))
    }

    @Test func `a ratio is learnt, and its uncertainty grows with its age`() throws {
        let model = Self.taught(0.6, lessons: 40)
        let end = Self.start + .minutes(600)
        let calibration = try #require(model.calibration(at: end))
        #expect(abs(calibration.factor - 0.6) < 1e-9 && calibration.lessons == 40)
        let fresh = model.estimate(of: Self.sound(50), at: end)
        #expect(abs(fresh.value - 30) < 1e-9 && fresh.low < 30 && fresh.high > 30)
        var width = fresh.high - fresh.low
        for days in [10, 60, 365] {
            let old = model.estimate(of: Self.sound(50), at: end + .minutes(Int64(days) * 1_440))
            #expect(old.value == fresh.value && old.high - old.low > width)
            width = old.high - old.low
        }
    }

    @Test func `fewer than eight lessons are no calibration`() {
        #expect(Self.taught(1, lessons: 7).calibration(at: Self.start) == nil)
        #expect(Self.taught(1, lessons: 8).calibration(at: Self.start) != nil)
    }

    @Test func `an hour of the week goes its own way as far as the data carry it`() {
        var model = Self.taught(1, lessons: 200, hour: 10)
        for lesson in 0..<40 {
            model.learn(people: 20, in: Self.sound(10, hour: 34), at: Self.start + .minutes(Int64(lesson) * 15 + 3_000))
        }
        let end = Self.start + .minutes(3_600)
        let other = model.estimate(of: Self.sound(10, hour: 34), at: end).value
        let usual = model.estimate(of: Self.sound(10, hour: 10), at: end).value
        let unknown = model.estimate(of: Self.sound(10, hour: 99), at: end).value
        #expect(usual < unknown && unknown < other && other > 17 && usual < 11)
    }

    @Test func `a crowd is told more by its bursts, which do not saturate`() {
        var model = PeopleModel()
        for lesson in 0..<40 {
            let people = Double(20 + lesson % 10)
            model.learn(
                people: people, in: Self.sound(people, bursts: people * 30),
                at: Self.start + .minutes(Int64(lesson) * 15))
        }
        let end = Self.start + .minutes(600)
        // 150 people, of whom the classes show 100.
        let crowd = model.estimate(of: Self.sound(100, bursts: 4_500), at: end).value
        #expect(crowd > 130 && crowd < 140, "100^0.3 · 150^0.7 is 132.8")
        #expect(abs(model.estimate(of: Self.sound(10, bursts: 900), at: end).value - 10) < 0.5, "not of a few")
    }

    @Test func `a gauge sums doors, forgets drift overnight, and does not know what was not read`() {
        var gauge = CounterGauge(at: Self.start)
        gauge.read(CounterReading(counter: "a", time: Self.start, entries: 6))
        gauge.read(CounterReading(counter: "b", time: Self.start + .minutes(5), entries: 4, exits: 1))
        #expect(gauge.takeMean(at: Self.start + .minutes(15)) == 8)  // 6 for 5 minutes, 9 for 10
        #expect(gauge.takeMean(at: Self.start + .minutes(30)) == nil, "of these, 10 minutes are known at most")
        gauge.read(CounterReading(counter: "a", time: Self.start + .minutes(600), entries: 2))
        #expect(gauge.takeMean(at: Self.start + .minutes(615)) == 2)
        gauge.read(CounterReading(counter: "camera", time: Self.start + .minutes(615), occupancy: 11))
        #expect(gauge.takeMean(at: Self.start + .minutes(630)) == 11)
    }

    /// Source: R, prop.test(55, 100, correct = FALSE): 0.4524460 to 0.6438546.
    @Test func `a share has Wilson's interval, and none with few trials`() throws {
        let share = try #require(Estimate.share(of: 55, in: 100))
        #expect(abs(share.value - 0.55) < 1e-12)
        #expect(abs(share.low - 0.452446) < 2e-5 && abs(share.high - 0.643855) < 2e-5)
        #expect(Estimate.share(of: 55, in: 99) == nil)
    }
}
