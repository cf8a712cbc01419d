import Testing
import Timekeeping

@testable import Simulation

/// A week with few people, as its simulation plays it.
struct ShopWeekTests {
    private static let played = PlayedWeek()
    private var week: ShopWeek { Self.played.week }
    private var changes: [(time: WallTime, people: Int)] { Self.played.changes }
    private var frames: [WallTime] { Self.played.frames }
    private var truth: ShopTruth { Self.played.truth }

    private func people(at time: WallTime) -> Int { changes.last { $0.time <= time }?.people ?? 0 }

    private func time(day: Int, hour: Double) -> WallTime {
        week.start + .minutes(Int64(Double(day) * 1_440 + hour * 60))
    }

    @Test func `the shop opens and closes, with its staff before and after`() {
        for day in 0..<7 {
            #expect(people(at: time(day: day, hour: 3)) == 0 && people(at: time(day: day, hour: 8.85)) == 0)
            #expect(people(at: time(day: day, hour: 8.95)) == 3 && people(at: time(day: day, hour: 19.05)) == 3)
            #expect(people(at: time(day: day, hour: 19.2)) == 0)
        }
        // Poisson: five standard errors of 7 × 10 × 20, and the class.
        #expect(abs(truth.entries - 1_400 - ShopWeek.classSize) < 190)
    }

    @Test func `lunch is twice as busy as the rest of the day`() {
        func arrivals(_ hours: Range<Double>) -> Double {
            let times = [0, 1, 3, 4, 5, 6].map {
                time(day: $0, hour: hours.lowerBound)..<time(day: $0, hour: hours.upperBound)
            }
            let came = zip(changes, changes.dropFirst()).filter { before, after in
                after.people > before.people && times.contains { $0.contains(after.time) }
            }
            return Double(came.count) / (hours.upperBound - hours.lowerBound)
        }
        let ratio = arrivals(12..<14) / arrivals(14..<18)
        #expect(ratio > 1.6 && ratio < 2.5, "\(ratio)")
    }

    @Test func `a class comes and goes, the sensor is silent twice, and a flood is heard`() {
        let visit = week.span(of: .schoolClass)
        #expect(people(at: visit.lowerBound + .minutes(2)) >= ShopWeek.classSize)
        let rise = people(at: visit.upperBound - .seconds(1)) - people(at: visit.upperBound + .seconds(1))
        #expect(rise >= ShopWeek.classSize - 2)
        for silence in [ShopWeek.Incident.powerCut, .deadSensor] {
            let span = week.span(of: silence)
            #expect(!frames.contains { span.contains($0) })
            #expect(frames.contains { (span.upperBound..<span.upperBound + .minutes(3)).contains($0) })
        }
        let flood = week.span(of: .flood)
        #expect(frames.count { flood.contains($0) } > 8_000)
        #expect(frames.count { (flood.upperBound..<flood.upperBound + .minutes(15)).contains($0) } < 2_000)
    }
}

private struct PlayedWeek: Sendable {
    let week = ShopWeek()
    /// People inside from each instant on.
    private(set) var changes: [(time: WallTime, people: Int)] = []
    private(set) var frames: [WallTime] = []
    private(set) var truth: ShopTruth

    init() {
        var scene = ShopScene()
        scene.week = week
        scene.hasAccessPoints = false
        scene.arrivalsPerHour = 20
        scene.passersByPerHour = 10
        var shop = ShopSimulation(seed: 7, start: week.start, duration: ShopWeek.length, scene: scene)
        truth = shop.truth
        while let step = shop.step() {
            switch step {
            case .heard(let frame): frames.append(frame.time)
            case .moved: changes.append((shop.truth.at, shop.truth.inside))
            }
        }
        truth = shop.truth
    }
}
