import Testing

@testable import Positioning

struct GridTests {
    @Test func `a rectangle is cut into whole cells, and the tables stay small`() throws {
        let grid = try Grid(Shop.plan(8), Calibration())
        #expect(grid.cellCount == 600)
        #expect(grid.byteCount < 45_000)
        #expect(grid.place(block: 0, cell: 0) == Point(x: 0.5, y: 0.5))
    }

    @Test func `cells at a slanted wall count by what is inside`() throws {
        let triangle = Polygon([(0, 0), (20, 0), (0, 20)].map { Point(x: $0.0, y: $0.1) })
        let half = Zone(name: "half", floor: "floor", outline: Polygon(x0: 0, y0: 0, x1: 10, y1: 20))
        var solver = try PosteriorSolver(
            .singleFloor(triangle, zones: [half], sensors: Shop.sensors([(1, 1)])), Calibration())
        let prior = solver.solve([.absent])
        #expect(abs(prior.position.x - 20.0 / 3) < 0.1, "the centroid of the triangle")
        #expect(abs(prior.position.y - 20.0 / 3) < 0.1)
        #expect(abs(solver.zoneProbabilities[0] - 0.75) < 0.01)
    }

    @Test func `an outline thinner than the lattice still has a cell`() throws {
        let slit = Polygon(x0: 0.01, y0: 0, x1: 0.03, y1: 5)
        let grid = try Grid(.singleFloor(slit, sensors: Shop.sensors([(0, 0)])), Calibration())
        #expect(grid.cellCount == 1)
    }

    @Test func `the level falls by ten n decibels per decade, and by the loss of each ceiling and wall`() throws {
        var model = Shop.model
        model.ceilingLoss = 12
        let floors = [
            Floor(name: "floor", outline: Shop.outline), Floor(name: "upper", outline: Shop.outline, elevation: 4),
        ]
        var plan = FloorPlan(floors: floors, sensors: Shop.sensors([(0, 0)]))
        plan.sensors[0].offset = 2
        let link = Link(plan.sensors[0], plan, Calibration(model: model))
        // Distance √(9² + 1.5²) below, √(9² + 2.5²) above: the antenna hangs at 2.5 m, the phone above it at 5 m.
        #expect(abs(link.level(at: Point(x: 9, y: 0), floor: 0) - (2 - 28.805_764)) < 1e-4)
        #expect(abs(link.level(at: Point(x: 9, y: 0), floor: 1) - (2 - 29.111_482 - 12)) < 1e-4)
    }

    @Test func `a new calibration changes the levels and keeps the cells`() throws {
        let plan = Shop.plan(4)
        var calibration = Calibration(model: Shop.model)
        var grid = try Grid(plan, Calibration())
        calibration.offsets["s2"] = 3
        grid.recalibrate(plan, calibration)
        #expect(grid == (try Grid(plan, calibration)))
    }
}
