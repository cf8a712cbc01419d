import Testing
import Timekeeping

@testable import Counting

struct ScanRhythmTests {
    /// The estimate after half an hour in which a class was heard at these seconds.
    private func devices(at seconds: [Double]) -> Double {
        var estimator = DeviceEstimator()
        var minute: Int64 = 1
        for second in seconds.sorted() {
            while Double(minute * 60) <= second {
                _ = estimator.estimate(at: WallTime(seconds: minute * 60))
                minute += 1
            }
            estimator.heard(1, startsBurst: true, at: WallTime(nanoseconds: Int64(second * 1e9)))
        }
        return estimator.estimate(at: WallTime(seconds: 1_800)).value
    }

    private func train(every period: Double, from start: Double, jitter: Double = 0) -> [Double] {
        (0..<Int((1_800 - start) / period)).map {
            start + Double($0) * period + jitter * (Double($0 * 7_919 % 101) / 50 - 1)
        }
    }

    @Test(arguments: [12.7, 15, 30, 43, 60])
    func `scans that come by a clock are those of one device`(period: Double) {
        #expect(abs(devices(at: train(every: period, from: 3, jitter: 0.2)) - 1) < 0.2)
    }

    @Test func `a clock that misses some of its scans is still one`() {
        let heard = train(every: 20, from: 3).enumerated().filter { $0.offset % 5 != 3 && $0.offset % 7 != 0 }
        #expect(abs(devices(at: heard.map(\.element)) - 1) < 0.3)
    }

    @Test func `two clocks of one class are not taken for one`() {
        let two = devices(at: train(every: 43, from: 3) + train(every: 43, from: 17))
        #expect(two > 1.5, "\(two)")
    }

    @Test func `whoever comes besides a clock is counted too`() {
        let alone = devices(at: train(every: 15, from: 3))
        let others = (0..<40).map { 10 + Double($0 * $0 * 37 % 1_700) }
        let both = devices(at: train(every: 15, from: 3) + others)
        #expect(alone == 1 && both > 1.4, "\(both)")
    }
}
