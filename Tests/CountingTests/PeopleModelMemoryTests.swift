import Testing
import Timekeeping

@testable import Counting

struct PeopleModelMemoryTests {
    private func taught() -> PeopleModel {
        var model = PeopleModel()
        for quarter in 0..<40 {
            model.learn(
                people: Double(6 + quarter % 5),
                in: .init(devices: Double(12 + quarter % 7), bursts: 40, hourOfWeek: quarter % 168),
                at: WallTime(seconds: Int64(quarter) * 900))
        }
        return model
    }

    @Test func `a model that is remembered says what it said, and goes on learning`() throws {
        var model = taught()
        let memory = try #require(model.memory)
        var recalled = try #require(PeopleModel(memory))
        #expect(recalled == model)
        let sound = PeopleModel.Sound(devices: 9, bursts: 30, hourOfWeek: 3)
        for time in [WallTime(seconds: 36_000), WallTime(seconds: 36_000 + 30 * 86_400)] {
            #expect(recalled.estimate(of: sound, at: time) == model.estimate(of: sound, at: time))
        }
        model.learn(people: 4, in: sound, at: WallTime(seconds: 40_000))
        recalled.learn(people: 4, in: sound, at: WallTime(seconds: 40_000))
        #expect(recalled == model)
    }

    @Test func `what was learnt long ago is less certain`() throws {
        let model = taught()
        let young = try #require(model.calibration(at: WallTime(seconds: 36_000)))
        let old = try #require(model.calibration(at: WallTime(seconds: 36_000 + 90 * 86_400)))
        #expect(old.factor == young.factor && old.uncertainty > young.uncertainty * 1.3)
    }

    @Test func `nothing learnt is nothing to remember, and what is no memory is refused`() throws {
        #expect(PeopleModel().memory == nil)
        let memory = try #require(taught().memory)
        for number in [-1, .infinity, .nan, 1e13] {
            var broken = memory
            broken.sums[1] = number
            #expect(PeopleModel(broken) == nil)
            broken = memory
            broken.people[167] = number
            #expect(PeopleModel(broken) == nil)
        }
        var short = memory
        short.devices.removeLast()
        #expect(PeopleModel(short) == nil)
    }
}
