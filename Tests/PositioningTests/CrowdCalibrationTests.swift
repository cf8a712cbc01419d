import Positioning
import Testing

struct CrowdCalibrationTests {
    @Test func `a hundred bursts of strangers come within three percent of knowing everything`() throws {
        for seed in [1, 5] {
            var shop = Self.shopWithOffsets(sensors: 6, seed: UInt64(seed))
            let bursts = (0..<100).map { _ in shop.stop().readings }
            var shares: [Double] = []
            let fitted = try #require(
                try Self.quick.fitted(to: bursts, on: shop.plan, after: Self.ignorant) { shares.append($0) })
            #expect(shares.count > 1 && shares == shares.sorted() && shares.last == 1)
            #expect(abs(fitted.model.exponent - 3) < 0.2)
            #expect(Self.offsetError(fitted, shop) < 1)
            let stops = (0..<300).map { _ in shop.stop() }
            let ours = try Trial(shop.plan, fitted, stops).score.rmse
            let best = try Trial(shop.plan, Self.truth(shop), stops).score.rmse
            let before = try Trial(shop.plan, Self.ignorant, stops).score.rmse
            #expect(ours <= 1.03 * best, "seed \(seed): \(ours) m against \(best) m")
            #expect(ours < before)
        }
    }

    @Test func `the nights after follow slowly, and a sensor that lost its antenna is named`() throws {
        var shop = Self.shopWithOffsets(sensors: 6, seed: 3)
        let truth = Self.truth(shop)
        shop.offsets[4] -= 12
        let bursts = (0..<100).map { _ in shop.stop().readings }
        let offered = try #require(try Self.quick.fitted(to: bursts, on: shop.plan, after: truth))
        var rule = CalibrationUpdate()
        rule.minimumSamples = 100
        let outcome = rule.applied(offered, to: truth)
        guard case .sensorChanged(let name, let change)? = outcome.alarms.first else {
            Issue.record("no alarm: \(outcome)")
            return
        }
        #expect(outcome.alarms.count == 1)
        #expect(name == "s4")
        #expect(change < -6, "frames below the sensitivity are missing from the mean, so that 12 dB look like fewer")
        #expect(outcome.calibration.offsets["s4"] == truth.offsets["s4"])
    }

    @Test func `a sensor that was carried to another shelf is named`() throws {
        var shop = Self.shopWithOffsets(sensors: 8, seed: 3)
        let known = shop.plan
        let evening = (0..<300).map { _ in shop.stop().readings }
        let before = try #require(try Self.quick.fitted(to: evening, on: known, after: Self.ignorant))
        let quiet = (0..<300).map { _ in shop.stop().readings }
        let same = try #require(try Self.quick.fitted(to: quiet, on: known, after: before))
        #expect(CalibrationUpdate().applied(same, to: before).alarms == [])
        shop.plan.sensors[4].position = Point(x: 10, y: 29)
        let next = (0..<300).map { _ in shop.stop().readings }
        let after = try #require(try Self.quick.fitted(to: next, on: known, after: before))
        let alarms = CalibrationUpdate().applied(after, to: before).alarms
        guard case .sensorMoved("s4", _)? = alarms.first, alarms.count == 1 else {
            Issue.record("alarms: \(alarms)")
            return
        }
    }

    @Test func `a wrong idea of the transmitters' power is corrected too`() throws {
        var shop = Self.shopWithOffsets(sensors: 6, seed: 2)
        let bursts = (0..<100).map { _ in shop.stop().readings }
        var wrong = Self.ignorant
        wrong.model.referenceLevel = -60
        let fitted = try #require(try Self.quick.fitted(to: bursts, on: shop.plan, after: wrong))
        #expect(abs(fitted.model.referenceLevel + 42) < 4)
    }

    @Test func `too few bursts and a single sensor give nothing`() throws {
        var shop = SimulatedShop(sensors: 6, seed: 1)
        let bursts = (0..<29).map { _ in shop.stop().readings }
        #expect(try CrowdCalibration().fitted(to: bursts, on: shop.plan) == nil)
        var kiosk = SimulatedShop(sensors: 1, seed: 1)
        let lonely = (0..<200).map { _ in kiosk.stop().readings }
        #expect(try CrowdCalibration().fitted(to: lonely, on: kiosk.plan) == nil)
    }

    /// Every second exponent of the default, so that the test takes seconds in a debug build.
    static var quick: CrowdCalibration {
        var calibration = CrowdCalibration()
        calibration.exponents = [2.2, 2.6, 3.0, 3.4]
        calibration.shadowings = [4]
        return calibration
    }

    static var ignorant: Calibration {
        var calibration = Calibration()
        calibration.model.transmitSpread = 5
        return calibration
    }

    static func shopWithOffsets(sensors: Int, seed: UInt64) -> SimulatedShop {
        var shop = SimulatedShop(sensors: sensors, seed: seed)
        for sensor in shop.offsets.indices { shop.offsets[sensor] = 3 * shop.generator.gaussian() }
        let mean = shop.offsets.reduce(0, +) / Double(sensors)
        for sensor in shop.offsets.indices { shop.offsets[sensor] -= mean }
        return shop
    }

    static func truth(_ shop: SimulatedShop) -> Calibration {
        var calibration = Calibration(basis: .crowd, model: shop.model, sampleCount: 300)
        for (sensor, offset) in zip(shop.plan.sensors, shop.offsets) { calibration.offsets[sensor.name] = offset }
        return calibration
    }

    static func offsetError(_ calibration: Calibration, _ shop: SimulatedShop) -> Double {
        let errors = zip(shop.plan.sensors, shop.offsets).map { (calibration.offsets[$0.name] ?? .nan) - $1 }
        return (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
    }
}
