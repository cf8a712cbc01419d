import Positioning
import RealModule
import Testing

struct BoundsTests {
    private let bounds = Bounds(Shop.plan(6), Calibration(model: Shop.model))
    private let places = [(3.0, 4.0), (10, 15), (19, 29)].map {
        ResidualMap.Place(floor: 0, point: Point(x: $0.0, y: $0.1))
    }

    /// `crlb_rmse(Par(S=6), x, known, censor=…)` of `loc/model.py` at (3, 4), (10, 15), (19, 29), five decimals.
    @Test func `the Cramér-Rao bound is the numpy oracle's`() {
        let golden: [(Bounds.Power, Bool, [Double])] = [
            (.known, true, [4.31022, 2.78567, 6.62753]), (.known, false, [4.29986, 2.78175, 6.59794]),
            (.spread, true, [4.47126, 2.78567, 6.88094]), (.spread, false, [4.46088, 2.78175, 6.85216]),
        ]
        for (power, censored, values) in golden {
            for (place, value) in zip(places, values) {
                let ours = bounds.rmse(at: place, frames: 3, power: power, censored: censored)
                #expect(abs(ours - value) < 2e-5)
            }
        }
    }

    @Test func `a ring of sensors has the bound of its closed form`() {
        let ring = (0..<12).map { index in
            let angle = 2 * Double.pi * Double(index) / 12
            return (10 + 6 * Double.cos(angle), 15 + 6 * Double.sin(angle))
        }
        let plan = FloorPlan.singleFloor(Shop.outline, sensors: Shop.sensors(ring))
        let ours = Bounds(plan, Calibration(model: Shop.model)).rmse(at: places[1], frames: 4, censored: false)
        // J = (N/2) h² / v in each direction, with h = 10 n ρ / (ln 10 (ρ² + 1.5²)); the power drops out by symmetry.
        let slope = 30 / Double.log(10) * 6 / (36 + 2.25)
        let variance = 16 + 3.5 * 3.5 / 4
        #expect(abs(ours - (2 * variance / (6 * slope * slope)).squareRoot()) < 1e-9)
    }

    @Test func `one sensor bounds no position, two none on the line through them`() {
        let one = Bounds(Shop.plan(1), Calibration(model: Shop.model))
        #expect(one.rmse(at: places[0], frames: 3, censored: false) == .infinity)
        let two = Bounds(Shop.plan(2), Calibration(model: Shop.model))
        #expect(two.rmse(at: places[1], frames: 3, censored: false) == .infinity)
        #expect(two.rmse(at: places[0], frames: 3, censored: false) < 20)
    }
}
