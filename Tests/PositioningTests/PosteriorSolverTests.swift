import RealModule
import Testing

@testable import Positioning

struct PosteriorSolverTests {
    /// Golden numbers of the numpy oracle: `Grid(Par(S=6), 1.0).post_fast(p, m, Ks, K=max(Ks))` of `loc/model.py`, its
    /// mean, covariance and `zones` with `zone_of`, printed to 4 and 5 decimals.
    struct Golden: Sendable {
        var readings: [Reading]
        var mean: (Double, Double)
        var covariance: (Double, Double, Double)
        var zones: [Double]
    }

    static let golden = [
        Golden(
            readings: [
                .heard(level: -60, frames: 3), .heard(level: -75, frames: 2), .heard(level: -70, frames: 3),
                .heard(level: -80.5, frames: 1), .heard(level: -82, frames: 3), .heard(level: -85, frames: 2),
            ],
            mean: (3.7975, 5.205), covariance: (6.181, 0.3118, 8.0499),
            zones: [0.44637, 0.0, 0.53153, 0.0221, 0.0, 0.0]),
        Golden(
            readings: [
                .heard(level: -63, frames: 3), .heard(level: -71, frames: 3), .heard(level: -78, frames: 2),
                .heard(level: -84, frames: 1), .silent, .silent,
            ],
            mean: (6.4149, 2.9421), covariance: (6.3252, 0.5815, 3.9081),
            zones: [0.83272, 0.00001, 0.11941, 0.04786, 0.0, 0.0]),
        Golden(
            readings: [.heard(level: -55, frames: 2), .silent, .silent, .silent, .silent, .silent],
            mean: (3.6579, 4.542), covariance: (0.8559, 0.0181, 0.8976),
            zones: [0.70556, 0.0, 0.29431, 0.00013, 0.0, 0.0]),
    ]

    @Test(arguments: golden) func `the posterior is the numpy oracle's`(golden: Golden) throws {
        var solver = try PosteriorSolver(Shop.plan(6), Calibration(model: Shop.model))
        let posterior = solver.solve(golden.readings)
        let ofCell = 1.0 / 12
        #expect(abs(posterior.position.x - golden.mean.0) < 0.001)
        #expect(abs(posterior.position.y - golden.mean.1) < 0.001)
        #expect(abs(posterior.covariance.xx - ofCell - golden.covariance.0) < 0.005)
        #expect(abs(posterior.covariance.xy - golden.covariance.1) < 0.005)
        #expect(abs(posterior.covariance.yy - ofCell - golden.covariance.2) < 0.005)
        for (ours, theirs) in zip(solver.zoneProbabilities, golden.zones) { #expect(abs(ours - theirs) < 1e-4) }
    }

    @Test func `eliminating the transmitter's power equals integrating over it`() throws {
        let plan = Shop.plan(4)
        var solver = try PosteriorSolver(plan, Calibration(model: Shop.model), step: 2)
        let levels = [-62.0, -71, -80, -77]
        let posterior = solver.solve(levels.map { .heard(level: $0, frames: 2) })
        let exact = byQuadrature(levels, frames: 2, plan, step: 2)
        #expect(abs(posterior.position.x - exact.mean.x) < 0.002)
        #expect(abs(posterior.position.y - exact.mean.y) < 0.002)
        #expect(abs(posterior.logEvidence - exact.logEvidence) < 0.002)
    }

    @Test func `the stated radius holds 68 percent of the mass`() throws {
        var solver = try PosteriorSolver(Shop.plan(4), Calibration(model: Shop.model), step: 0.25)
        let posterior = solver.solve([-66, -68, -75, -79].map { .heard(level: $0, frames: 3) })
        var within = 0.0
        for block in 0..<solver.grid.blockCount {
            for cell in 0..<8 {
                let place = solver.grid.place(block: block, cell: cell)
                if place.distance(to: posterior.position) <= posterior.radius68 {
                    within += Double(solver.mass[block][cell])
                }
            }
        }
        #expect(abs(within - 0.68) < 0.02)
    }

    @Test func `the zone vector sums to one, with outside and elsewhere`() throws {
        var plan = Shop.plan(
            6, outside: [OutsideStrip(floor: "floor", outline: Polygon(x0: -4, y0: -8, x1: 24, y1: 0))])
        plan.zones.removeLast()
        var solver = try PosteriorSolver(plan, Calibration(model: Shop.model))
        let posterior = solver.solve([-84, -82, -79, -76, -72, -58].map { .heard(level: $0, frames: 1) })
        #expect(abs(solver.zoneProbabilities.reduce(0, +) - 1) < 1e-5)
        #expect(abs(solver.zoneProbabilities[6] - (1 - posterior.insideProbability)) < 1e-6)
        #expect(solver.zoneProbabilities[5] > 0.5, "the removed zone is elsewhere")
    }

    /// Trapezoid rule over the power, plain loops in Double, 2π left out as the solver does.
    private func byQuadrature(
        _ levels: [Double], frames: Double, _ plan: FloorPlan, step: Double
    ) -> (mean: Point, logEvidence: Double) {
        let model = Shop.model
        let variance = model.shadowing * model.shadowing + model.fading * model.fading / frames
        var (sum, x, y, cells) = (0.0, 0.0, 0.0, 0.0)
        for column in 0..<10 {
            for row in 0..<15 {
                let place = Point(x: (Double(column) + 0.5) * step, y: (Double(row) + 0.5) * step)
                let likelihood = likelihood(of: levels, at: place, variance, plan, model)
                sum += likelihood
                x += likelihood * place.x
                y += likelihood * place.y
                cells += 1
            }
        }
        return (Point(x: x / sum, y: y / sum), .log(sum / cells))
    }

    private func likelihood(
        of levels: [Double], at place: Point, _ variance: Double, _ plan: FloorPlan, _ model: PathLossModel
    ) -> Double {
        var sum = 0.0
        let width = 0.05
        for index in -800...800 {
            let power = Double(index) * width
            var exponent = -power * power / (2 * 25) - .log(5 * (2 * Double.pi).squareRoot())
            for (level, sensor) in zip(levels, plan.sensors) {
                let distance = (sensor.position.distance(to: place) * sensor.position.distance(to: place) + 2.25)
                    .squareRoot()
                let error = level + 42 + 30 * .log10(distance) - power
                exponent -= error * error / (2 * variance) + .log(variance) / 2
            }
            sum += .exp(exponent) * width
        }
        return sum
    }
}
