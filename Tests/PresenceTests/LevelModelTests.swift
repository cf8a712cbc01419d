import Foundation
import Testing

@testable import Presence

struct LevelModelTests {
    @Test func `the normal distribution is within 2.5e-4 of the error function's`() {
        for step in -8_000...8_000 {
            let x = Double(step) / 1_000
            let exact = 0.5 * erfc(-x / 2.0.squareRoot())
            #expect(abs(standardNormal(x) - exact) < 2.5e-4, "at \(x)")
        }
        #expect(standardNormal(.infinity) == 1 && standardNormal(-.infinity) == 0)
    }

    @Test func `probability and thresholds agree with the closed form for every number of frames`() {
        let model = LevelModel(minimumLevelDBm: -75)
        for level in Int8(-100)...(-50) {
            var scan = ScanLevels()
            for frames in 1...64 {
                scan.add(level)
                let deviation = (25 + 12.25 / Double(frames)).squareRoot()
                let exact = 0.5 * erfc(-(Double(level) + 75) / deviation / 2.0.squareRoot())
                #expect(abs(model.insideProbability(scan) - exact) < 2.5e-4)
                #expect(model.isInside(scan) == (exact >= 0.5))
                #expect(model.isClearlyInside(scan) == (exact >= 0.8))
                #expect(model.isClearlyOutside(scan) == (exact <= 0.2))
            }
        }
    }

    @Test func `levels of any height and number neither trap nor leave the interval`() {
        for minimum in [-120, -75, 0] {
            let model = LevelModel(minimumLevelDBm: minimum)
            for level in [Int8.min, -75, 0, .max] {
                var scan = ScanLevels()
                for _ in 0..<100_000 { scan.add(level) }
                #expect(scan.frames == ScanLevels.mostFrames)
                #expect((0...1).contains(model.insideProbability(scan)))
            }
        }
    }
}
