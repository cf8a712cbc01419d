import Positioning
import Testing

/// Sites that cannot give a position give an honest posterior.
struct DegenerateSiteTests {
    private let calibration = Calibration(model: Shop.model)

    @Test func `one sensor tells near from far, and nothing about the side`() throws {
        let plan = FloorPlan.singleFloor(
            Shop.outline, zones: Shop.zones, sensors: Shop.sensors([(10, 15)]))
        var solver = try PosteriorSolver(plan, calibration)
        let near = solver.solve([.heard(level: -45, frames: 3)])
        let far = solver.solve([.heard(level: -82, frames: 3)])
        for posterior in [near, far] {
            #expect(abs(posterior.position.x - 10) < 0.01)
            #expect(abs(posterior.position.y - 15) < 0.01)
        }
        #expect(near.radius68 < 4)
        #expect(far.radius68 > 9)
    }

    @Test func `sensors in a line cannot tell the two sides apart and say so`() throws {
        let plan = FloorPlan.singleFloor(
            Shop.outline, sensors: Shop.sensors([(10, 3), (10, 15), (10, 27)]))
        var solver = try PosteriorSolver(plan, calibration)
        let posterior = solver.solve([
            .heard(level: -80, frames: 5), .heard(level: -70, frames: 5), .heard(level: -80, frames: 5),
        ])
        #expect(abs(posterior.position.x - 10) < 0.01)
        #expect(posterior.covariance.xx > 16)
        #expect(posterior.covariance.yy < posterior.covariance.xx)
    }

    @Test func `a lost sensor is left out instead of being taken for silent`() throws {
        var solver = try PosteriorSolver(Shop.plan(4), calibration)
        let heard: [Reading] = [.heard(level: -60, frames: 3), .heard(level: -72, frames: 3)]
        let lost = solver.solve(heard + [.absent, .absent])
        let silent = solver.solve(heard + [.silent, .silent])
        #expect(lost.radius68 > silent.radius68)
        #expect(silent.position.y < lost.position.y, "the two silent sensors are at the far end")
        var two = try PosteriorSolver(
            FloorPlan.singleFloor(Shop.outline, sensors: Shop.sensors([(2, 2), (18, 2)])), calibration)
        #expect(abs(two.solve(heard).position.y - lost.position.y) < 1e-4)
    }

    @Test func `a sensor on another channel, or one that hops, is never silent`() {
        #expect(Reading.missed(isAlive: true, sensorChannel: 6, scanChannel: 6) == .silent)
        #expect(Reading.missed(isAlive: true, sensorChannel: 1, scanChannel: 6) == .absent)
        #expect(Reading.missed(isAlive: true, sensorChannel: nil, scanChannel: 6) == .absent)
        #expect(Reading.missed(isAlive: false, sensorChannel: 6, scanChannel: 6) == .absent)
    }

    @Test func `readings without any information give the prior back`() throws {
        let strip = OutsideStrip(floor: "floor", outline: Polygon(x0: 0, y0: -8, x1: 20, y1: 0), prior: 0.25)
        var solver = try PosteriorSolver(Shop.plan(2, outside: [strip]), calibration)
        for readings in [[Reading.absent, .absent], [.heard(level: .nan, frames: 3), .heard(level: -50, frames: 0)]] {
            let posterior = solver.solve(readings)
            #expect(abs(posterior.insideProbability - 0.75) < 1e-4)
            #expect(abs(solver.zoneProbabilities[0] - 0.75 / 6) < 1e-4, "the entrance is a sixth of the shop")
        }
    }

    @Test func `absurd levels stay finite`() throws {
        var solver = try PosteriorSolver(Shop.plan(2), calibration)
        for level in [-1e6, 1e6, -200, 100] {
            let posterior = solver.solve([.heard(level: level, frames: 1), .silent])
            #expect(posterior.position.x.isFinite && posterior.position.y.isFinite)
            #expect(posterior.radius68.isFinite)
            #expect(abs(solver.zoneProbabilities.reduce(0, +) - 1) < 1e-3)
        }
    }

    @Test func `the storey is told by the ceiling`() throws {
        let floors = [
            Floor(name: "ground", outline: Shop.outline), Floor(name: "upper", outline: Shop.outline, elevation: 4),
        ]
        let sensors = floors.flatMap { floor in
            [(5.0, 8.0), (15, 8), (10, 24)].map {
                Sensor(name: "\(floor.name)-\($0.0)-\($0.1)", floor: floor.name, position: Point(x: $0.0, y: $0.1))
            }
        }
        var solver = try PosteriorSolver(FloorPlan(floors: floors, sensors: sensors), calibration)
        let posterior = solver.solve([-85, -86, -88, -62, -64, -75].map { .heard(level: $0, frames: 3) })
        #expect(posterior.floor == 1)
        #expect(posterior.floorProbability > 0.9)
        #expect(posterior.position.y < 15)
    }
}
