import Testing
import Timekeeping

@testable import Presence

struct ScheduleTests {
    @Test(arguments: 0..<6) func `it agrees with a sorted list while time goes on`(run: UInt64) {
        var chance = Chance(seed: 0x5C4E + run)
        let start = run % 2 == 0 ? WallTime(seconds: -700) : opening
        var schedule = Schedule(at: start)
        var model: [Int32: Int64] = [:]
        var second = start.nanoseconds / 1_000_000_000
        for _ in 0..<20_000 {
            let place = Int32.random(in: 0..<300, using: &chance)
            switch Int.random(in: 0..<10, using: &chance) {
            case 0...4 where model[place] == nil:
                let ahead = Int64.random(in: -10...1_500, using: &chance)
                schedule.add(place, at: WallTime(seconds: second + ahead))
                model[place] = min(max(second + ahead + 1, second + 1), second + 1_023)
            case 5:
                if model.removeValue(forKey: place) != nil { schedule.remove(place) }
            case 6...8:
                second += .random(in: 0...(chance.next() % 50 == 0 ? 3_000 : 6), using: &chance)
                let due = schedule.turn(to: WallTime(seconds: second))
                let expected = model.filter { $0.value <= second }
                #expect(Set(due) == Set(expected.keys) && due.count == expected.count, "seed \(chance.seed)")
                let seconds = due.compactMap { expected[$0] }
                #expect(seconds == seconds.sorted(), "seed \(chance.seed)")
                for place in due { model[place] = nil }
            default: break
            }
        }
    }

    @Test func `a place that is not on the wheel can be taken off it`() {
        var schedule = Schedule(at: opening)
        schedule.add(5, at: opening)
        schedule.remove(5)
        schedule.remove(5)
        schedule.remove(3)
        #expect(schedule.turn(to: opening + .minutes(20)) == [])
    }

    @Test func `what is scheduled comes also when the clock falls back`() {
        for back: Int64 in [1, 100, 1_023, 1_024, 5_000, 1_000_000_000] {
            var schedule = Schedule(at: opening)
            for place: Int32 in 0..<100 { schedule.add(place, at: opening + .seconds(Int64(place) * 9)) }
            #expect(schedule.turn(to: opening - .seconds(back)) == [])
            var due: [Int32] = []
            for second: Int64 in 1...1_024 { due += schedule.turn(to: opening - .seconds(back - second)) }
            #expect(due.sorted() == Array(0..<100))
        }
    }

    @Test func `the ends of time do not trap`() {
        var schedule = Schedule(at: WallTime(nanoseconds: .min))
        schedule.add(0, at: WallTime(nanoseconds: .max))
        #expect(schedule.turn(to: WallTime(nanoseconds: .max)) == [0])
        schedule.add(0, at: WallTime(nanoseconds: .max))
        #expect(schedule.turn(to: WallTime(nanoseconds: .min)) == [])
    }
}
