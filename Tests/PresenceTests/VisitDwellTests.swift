import Foundation
import Privacy
import Testing
import Timekeeping

@testable import Presence

/// Dwell against the truth: phones that scan in a stay of known length, from a phase that nobody chose.
///
/// By renewal theory what is lost before the first and behind the last scan is μ(1 + CV²) for the mean gap μ: the mean
/// gap for periodic scans, twice the mean gap for scans at random times, in a stay that is long against the gap.
struct VisitDwellTests {
    @Test(arguments: [10.0, 30], [20.0, 60, 110])
    func `periodic scans have no bias`(minutes: Double, gap: Double) {
        let bias = relativeBias(minutes: minutes) { _ in gap }
        #expect(abs(bias) <= 0.02, "\(bias)")
    }

    @Test(arguments: [10.0, 30], [20.0, 46])
    func `scans at random times have a bias of at most a tenth`(minutes: Double, gap: Double) {
        let bias = relativeBias(minutes: minutes) { chance in
            -gap * log(1 - Double.random(in: 0..<1, using: &chance))
        }
        #expect(abs(bias) <= 0.10, "\(bias)")
        #expect(bias <= 0.01, "what is lost is never overcompensated: \(bias)")
    }

    /// The mean of (published dwell − stay) / stay over many visits that were detected.
    private func relativeBias(minutes: Double, gap: (inout Chance) -> Double) -> Double {
        var chance = Chance(seed: 42)
        var (sum, visits) = (0.0, 0)
        for device: UInt32 in 1...200 {
            var shop = Shop(deviceLimit: 8)
            let first = gap(&chance) * .random(in: 0..<1, using: &chance)
            var time = first
            while time < minutes * 60 {
                shop.heard(device, clearly, at: time)
                time += max(gap(&chance), 4)
            }
            shop.advance(to: minutes * 60 + 1_200)
            let ends = shop.visits.filter { $0.kind == .ended(.absent) }
            for end in ends {
                sum += (end.visit.dwell.seconds - minutes * 60) / (minutes * 60)
                visits += 1
            }
        }
        return sum / Double(max(visits, 1))
    }
}
