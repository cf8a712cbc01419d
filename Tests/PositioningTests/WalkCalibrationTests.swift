import Positioning
import RealModule
import Testing

struct WalkCalibrationTests {
    /// A walk without noise; the priors of a real fit pull the numbers by less than the tolerances.
    @Test func `a long walk without noise gives the true exponent and gains back`() throws {
        var shop = SimulatedShop(sensors: 6, seed: 4)
        (shop.model.shadowing, shop.model.fading, shop.model.transmitSpread) = (0, 0, 0)
        shop.model.sensitivity = -200
        shop.offsets = [3, -3, 1, -1, 2, -2]
        let stops = (0..<200).map { _ in shop.stop() }
        let fitted = try #require(WalkCalibration().fitted(to: stops, on: shop.plan))
        #expect(abs(fitted.model.exponent - 3) < 0.03)
        for (sensor, offset) in zip(shop.plan.sensors, shop.offsets) {
            #expect(abs((fitted.offsets[sensor.name] ?? .nan) + fitted.model.referenceLevel - offset + 42) < 0.5)
        }
        #expect(fitted.basis == .walk)
        #expect(fitted.generation == 1)
    }

    @Test func `the residual map gives the residuals back at its stops and fades between them`() throws {
        let places = (0..<30).map { index in
            ResidualMap.Place(floor: 0, point: Point(x: Double(index % 6) * 4, y: Double(index / 6) * 6))
        }
        var shop = SimulatedShop(sensors: 4, seed: 6)
        shop.model.fading = 0
        shop.model.transmitSpread = 0
        let stops = places.map { shop.stop(at: $0.point) }
        let fitted = try #require(WalkCalibration().fitted(to: stops, on: shop.plan))
        let map = try #require(fitted.residuals["s1"])
        #expect(abs(map.value(at: Point(x: 500, y: 500), floor: 0)) < 1e-9)
        #expect(map.value(at: places[3].point, floor: 1) == 0)
        #expect(map.remainingVariance <= fitted.model.shadowing * fitted.model.shadowing)
        var bare = fitted
        bare.residuals = [:]
        var (before, after) = (0.0, 0.0)
        for stop in stops {
            guard case .heard(let level, _) = stop.readings[1] else { continue }
            let error = level - expected(bare, shop.plan, at: stop.place.point)
            before += error * error
            let rest = error - map.value(at: stop.place.point, floor: 0)
            after += rest * rest
        }
        #expect(after < 0.4 * before)
    }

    @Test func `a map helps where shadowing is a landscape, and cross-validation finds that out`() throws {
        var shop = SimulatedShop(sensors: 6, seed: 12)
        shop.model.shadowing = 1
        func landscape(_ stop: Stop) -> Stop {
            var stop = stop
            stop.readings = stop.readings.enumerated().map { sensor, reading in
                guard case .heard(let level, let frames) = reading else { return reading }
                let phase = stop.place.point.x / 3 + stop.place.point.y / 4 + Double(sensor)
                return .heard(level: level + 6 * .sin(phase), frames: frames)
            }
            return stop
        }
        let walk = (0..<60).map { _ in landscape(shop.stop()) }
        let tests = (0..<100).map { _ in landscape(shop.stop()) }
        var shares: [Double] = []
        let fit = try #require(try SiteFit(shop.plan, walk, step: 2) { shares.append($0) })
        #expect(shares.count == 8 && shares == shares.sorted() && shares.last == 1)
        #expect(fit.settings.mapLength != nil)
        var plain = WalkCalibration()
        plain.mapLength = nil
        let without = try #require(plain.fitted(to: walk, on: shop.plan))
        shares = []
        let mapped = try #require(try LocationEvaluation(shop.plan, fit, tests: tests) { shares.append($0) })
        #expect(shares.count == tests.count && shares == shares.sorted() && shares.last == 1)
        #expect(try mapped.score.mean < 0.9 * Trial(shop.plan, without, tests).score.mean)
    }

    @Test func `two stops are too few`() {
        var shop = SimulatedShop(sensors: 4, seed: 1)
        #expect(WalkCalibration().fitted(to: [shop.stop(), shop.stop()], on: shop.plan) == nil)
        #expect(WalkCalibration().fitted(to: [], on: shop.plan) == nil)
    }

    private func expected(_ calibration: Calibration, _ plan: FloorPlan, at point: Point) -> Double {
        let height = plan.sensors[1].height - calibration.model.deviceHeight
        let across = plan.sensors[1].position.distance(to: point)
        let distance = (across * across + height * height).squareRoot()
        return calibration.model.referenceLevel + (calibration.offsets["s1"] ?? 0)
            - 10 * calibration.model.exponent * .log10(distance)
    }
}
