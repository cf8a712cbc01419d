import Testing

@testable import Positioning

struct CalibrationUpdateTests {
    private let rule = CalibrationUpdate()

    private func calibration(_ exponent: Double, _ offsets: [Double], samples: Int = 300) -> Calibration {
        var calibration = Calibration(basis: .crowd, sampleCount: samples)
        calibration.model.exponent = exponent
        for (index, offset) in offsets.enumerated() { calibration.offsets["s\(index)"] = offset }
        return calibration
    }

    @Test func `the first calibration is followed entirely`() {
        let first = calibration(1.6, [5, -6, 1], samples: 40)
        #expect(rule.applied(first, to: Calibration()).calibration == first)
    }

    @Test func `a night brings three tenths of the difference`() {
        let outcome = rule.applied(calibration(2.9, [1, 1, -2]), to: calibration(2.6, [0, 2, -2]))
        #expect(outcome.alarms == [])
        #expect(abs(outcome.calibration.model.exponent - 2.69) < 1e-12)
        #expect(abs((outcome.calibration.offsets["s0"] ?? .nan) - 0.3) < 1e-12)
        #expect(abs((outcome.calibration.offsets["s1"] ?? .nan) - 1.7) < 1e-12)
        #expect(outcome.calibration.generation == 1)
    }

    @Test func `an exponent that jumps is refused with all that came with it`() {
        let current = calibration(2.6, [0, 0, 0])
        let outcome = rule.applied(calibration(3.1, [1, 1, -2]), to: current)
        #expect(outcome == .init(calibration: current, alarms: [.exponentDrift(0.5)]))
    }

    @Test func `a night with few bursts changes nothing`() {
        let current = calibration(2.6, [0, 0, 0])
        let outcome = rule.applied(calibration(2.7, [1, 0, -1], samples: 299), to: current)
        #expect(outcome == .init(calibration: current, alarms: [.tooFewSamples(299)]))
    }

    @Test func `a deaf sensor is named, and the others are not blamed for the shifted mean`() {
        let outcome = rule.applied(calibration(2.6, [3, 3, 3, -9]), to: calibration(2.6, [0, 0, 0, 0]))
        #expect(outcome.alarms == [.sensorChanged("s3", -12)])
        #expect(outcome.calibration.offsets == ["s0": 0, "s1": 0, "s2": 0, "s3": 0])
    }

    @Test func `a misfit that grows for all sensors alike accuses none of them`() {
        var (current, offered) = (calibration(2.6, [0, 0, 0]), calibration(2.6, [0, 0, 0]))
        current.misfits = ["s0": 4, "s1": 4, "s2": 4]
        offered.misfits = ["s0": 6, "s1": 6, "s2": 6]
        #expect(rule.applied(offered, to: current).alarms == [])
        offered.misfits["s1"] = 9
        #expect(rule.applied(offered, to: current).alarms == [.sensorMoved("s1", 1.5)])
        #expect(rule.applied(offered, to: current).calibration.misfits["s1"] == 5.5)
    }

    @Test func `a new sensor is taken in beside the old ones`() {
        let outcome = rule.applied(calibration(2.6, [-1, -1, 2]), to: calibration(2.6, [0, 0]))
        #expect(outcome.calibration.offsets["s2"] == 3)
        #expect(outcome.calibration.offsets["s0"] == 0)
    }
}
