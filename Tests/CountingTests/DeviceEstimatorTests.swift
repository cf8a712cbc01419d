import Testing
import Timekeeping

@testable import Counting

struct DeviceEstimatorTests {
    @Test(arguments: [0, 1_700_000_100, -86_400])
    func `a sliding quarter of an hour agrees with the evaluation of the model`(start: Int64) {
        let frames = SimulatedPhones().frames
        #expect(frames.count == 5_302)
        var estimator = DeviceEstimator()
        var lastHeard: [Int: Int] = [:]
        var next = 0
        for (index, expected) in expectedMinutes.enumerated() {
            let end = (index + 1) * 60_000
            while next < frames.count, frames[next].milliseconds < end {
                let frame = frames[next]
                let isBurst = frame.milliseconds - (lastHeard[frame.address] ?? -10_000) >= 4_000
                lastHeard[frame.address] = frame.milliseconds
                estimator.heard(
                    frame.signature, startsBurst: isBurst,
                    at: WallTime(seconds: start) + .milliseconds(Int64(frame.milliseconds)))
                next += 1
            }
            let lastInstant = WallTime(seconds: start) + .milliseconds(Int64(end)) - .nanoseconds(1)
            #expect(estimator.scanEvents(at: lastInstant) == expected.scans, "minute \(index + 1)")
            let estimate = estimator.estimate(at: lastInstant)
            #expect(abs(estimate.value - expected.devices) < 0.000_1, "minute \(index + 1)")
            #expect(estimate.low == estimate.value / 2 && estimate.high == estimate.value * 2)
        }
    }

    @Test func `addresses of a class that follow each other within 1.2 s are one scan`() {
        var estimator = DeviceEstimator()
        var time = WallTime(seconds: 0)
        for _ in 0..<13 {
            estimator.heard(7, startsBurst: true, at: time)
            time = time + .milliseconds(1_200)
        }
        #expect(estimator.scanEvents(at: time) == 1)
        estimator.heard(7, startsBurst: true, at: time + .nanoseconds(1))
        #expect(estimator.scanEvents(at: time + .seconds(1)) == 2)
    }

    @Test func `classes do not merge with each other`() {
        var estimator = DeviceEstimator()
        for signature: UInt16 in [0, 1, 255, .max] {
            estimator.heard(signature, startsBurst: true, at: WallTime(seconds: 100))
        }
        #expect(estimator.scanEvents(at: WallTime(seconds: 101)) == 4)
        for signature: UInt16 in [0, 1, 255, .max] {
            estimator.heard(signature, startsBurst: true, at: WallTime(seconds: 110))
        }
        for second: Int64 in [130, 190] { _ = estimator.estimate(at: WallTime(seconds: second)) }
        #expect(abs(estimator.estimate(at: WallTime(seconds: 200)).value - 4 * 0.36) < 1e-9)
    }

    @Test func `later frames of a burst start no scan`() {
        var estimator = DeviceEstimator()
        estimator.heard(7, startsBurst: true, at: WallTime(seconds: 0))
        for second in 1...3 { estimator.heard(7, startsBurst: false, at: WallTime(seconds: Int64(second) * 3)) }
        #expect(estimator.scanEvents(at: WallTime(seconds: 10)) == 1)
    }

    @Test func `what is older than the window is forgotten, however long the silence`() {
        for silence: Int64 in [900, 901, 5_000, 1_000_000_000] {
            var estimator = DeviceEstimator()
            for second: Int64 in 0..<60 { estimator.heard(7, startsBurst: true, at: WallTime(seconds: second * 2)) }
            #expect(estimator.scanEvents(at: WallTime(seconds: 899)) == 60)
            #expect(estimator.scanEvents(at: WallTime(seconds: 119 + silence)) == 0)
            #expect(estimator.estimate(at: WallTime(seconds: 119 + silence)) == .uncalibrated(0))
        }
    }

    @Test func `classes beyond the limit are refused and counted, and the known ones go on`() {
        var estimator = DeviceEstimator()
        let time = WallTime(seconds: 60)
        for signature in 0..<5_000 { estimator.heard(UInt16(signature), startsBurst: true, at: time) }
        #expect(DeviceEstimator.classLimit == 4_096)
        #expect(estimator.refusedFrames == 5_000 - 4_096)
        #expect(estimator.scanEvents(at: time) == 4_096)
        estimator.heard(4_095, startsBurst: true, at: time + .seconds(30))
        #expect(estimator.scanEvents(at: time + .seconds(31)) == 4_097)
        #expect(estimator.refusedFrames == 904)
    }

    @Test func `a class takes no more than 64 bytes`() {
        #expect(MemoryLayout<ClassActivity>.stride <= 64)
    }

    @Test func `after a week of silence the place is a new one`() {
        func known(at start: Int64, in estimator: inout DeviceEstimator) -> Bool {
            var isKnown = false
            for second in stride(from: start, to: start + 600, by: 20) {
                estimator.heard(7, startsBurst: true, at: WallTime(seconds: second))
            }
            estimator.forEachClass(at: WallTime(seconds: start + 600)) { _, _, known in isKnown = known }
            return isKnown
        }
        let day: Int64 = 86_400
        var estimator = DeviceEstimator()
        #expect(known(at: 0, in: &estimator), "on the first day two minutes do")
        var other = DeviceEstimator()
        other.heard(9, startsBurst: true, at: WallTime(seconds: 0))
        #expect(!known(at: 2 * day, in: &other), "later it takes longer")
        var later = DeviceEstimator()
        later.heard(9, startsBurst: true, at: WallTime(seconds: 0))
        #expect(known(at: 500 * day, in: &later))
    }

    @Test func `places of silent classes are given to new ones`() {
        var estimator = DeviceEstimator()
        for round: Int64 in 0..<4 {
            let time = WallTime(seconds: 60 + round * 900)
            for signature in 0..<4_096 {
                estimator.heard(UInt16(signature + 10_000 * Int(round)), startsBurst: true, at: time)
            }
            #expect(estimator.scanEvents(at: time) == 4_096)
        }
        #expect(estimator.refusedFrames == 0)
    }

    @Test func `a flood of one class stays countable and below its ceiling`() {
        var estimator = DeviceEstimator()
        for step: Int64 in 0..<70_000 {
            estimator.heard(7, startsBurst: true, at: WallTime(nanoseconds: step * 12_800_000_000 / 1_000))
        }
        #expect(estimator.estimate(at: WallTime(seconds: 896)).value <= 40)
    }

    @Test func `time may stand before 1970, fall back, or end`() {
        var estimator = DeviceEstimator()
        let times: [Int64] = [
            -1, -86_400_000_000_000, 0, 60_000_000_000, 59_000_000_000, .min, .max, 0, .min, .max - 1,
        ]
        for nanoseconds in times {
            let time = WallTime(nanoseconds: nanoseconds)
            estimator.heard(7, startsBurst: true, at: time)
            let scans = estimator.scanEvents(at: time)
            #expect((0...times.count).contains(scans))
            #expect(estimator.estimate(at: time).value >= 0)
        }
    }

    @Test func `a frame that is a little late is counted where time stands`() {
        var estimator = DeviceEstimator()
        estimator.heard(7, startsBurst: true, at: WallTime(seconds: 120))
        estimator.heard(8, startsBurst: true, at: WallTime(seconds: 118))
        #expect(estimator.scanEvents(at: WallTime(seconds: 121)) == 2)
        #expect(estimator.scanEvents(at: WallTime(seconds: 119 + 900)) == 2)
        #expect(estimator.scanEvents(at: WallTime(seconds: 120 + 900)) == 0)
    }

    @Test func `a class takes the 64 bytes that it may`() {
        #expect(MemoryLayout<ClassActivity>.stride == 64)
    }
}

/// Scan events and devices over the 15 minutes before each full minute: the output of `Oracle/class_occupancy.py`.
private let expectedMinutes: [(scans: Int, devices: Double)] = [
    (3, 0.0000), (9, 1.0000), (20, 1.0000), (32, 3.2500), (44, 4.9200), (55, 5.0600),
    (70, 5.4600), (81, 6.6500), (98, 8.0600), (113, 10.4200), (131, 11.7500), (152, 12.7600),
    (165, 15.6500), (184, 17.4900), (202, 17.9400), (216, 18.2900), (226, 19.4800), (229, 20.0300),
    (234, 19.3600), (239, 19.3100), (246, 20.5092), (253, 20.0356), (259, 21.0582), (260, 21.9791),
    (270, 22.0818), (273, 21.6490), (273, 22.3317), (280, 22.7334), (280, 23.9152), (280, 23.3416),
    (281, 24.1933), (285, 28.6850), (293, 29.0933), (298, 31.4400), (300, 30.7367), (309, 31.4533),
    (313, 31.7467), (328, 34.6317), (340, 35.3000), (344, 35.9117), (323, 33.9967), (302, 27.4279),
    (282, 22.9909), (263, 21.5287), (245, 20.5629), (227, 12.2128), (207, 11.5232), (185, 7.6800),
    (163, 7.6300), (144, 7.6700), (117, 5.5400), (91, 5.6600), (59, 3.3200), (29, 3.1200),
    (0, 0.0000), (0, 0.0000), (0, 0.0000), (0, 0.0000), (0, 0.0000), (0, 0.0000),
]
