import Testing
import Timekeeping

@testable import Presence

/// How visits of phones that keep their address come out, when the phones scan as measured ones do.
struct VisitRhythmTests {
    @Test func `of a hundred stays of half an hour at most four are told as more than one visit`() {
        let stays = Stays(minutes: 30)
        print("stays of 30 min: \(stays)")
        #expect(stays.detected > 0.99 && stays.split <= 0.04, "\(stays)")
    }

    @Test(arguments: [10.0, 15, 20, 30, 60])
    func `the mean dwell of stays of ten minutes and more is off by a tenth at most`(minutes: Double) {
        let stays = Stays(minutes: minutes)
        print("stays of \(Int(minutes)) min: \(stays)")
        #expect(abs(stays.bias) <= 0.10, "\(stays)")
    }
}

/// What becomes of 2,000 stays of one length: each of another phone, which is in one of its own moods, comes at any point
/// of its rhythm, and loses one scan in ten to the air.
private struct Stays: CustomStringConvertible {
    /// Shares of the stays: told at all, and of these told as more than one visit.
    let detected, split: Double
    /// The mean of (told dwell − stay) / stay over all visits.
    let bias: Double

    init(minutes: Double) {
        var chance = Chance(seed: 7)
        let stay = minutes * 60
        var scans: [(second: Double, phone: UInt32)] = []
        for phone in 1...Self.count {
            let rhythm = Rhythm.random(using: &chance)
            var second = rhythm.gap(using: &chance) * .random(in: 0..<1, using: &chance)
            while second < stay {
                if .random(in: 0..<1, using: &chance) < 0.9 { scans.append((second, UInt32(phone))) }
                second += rhythm.gap(using: &chance)
            }
        }
        var shop = Shop(deviceLimit: 4_096)
        for scan in scans.sorted(by: { $0.second < $1.second }) {
            shop.heard(scan.phone, clearly, at: scan.second)
        }
        shop.advance(to: stay + 1_200)
        let visits = shop.visits.filter { $0.kind == .ended(.absent) }.map(\.visit)
        let phones = Double(Set(scans.map(\.phone)).count)
        detected = phones / Double(Self.count)
        // Who is told twice counts once for each further visit.
        split = Double(visits.count) / phones - 1
        bias = visits.reduce(0) { $0 + ($1.dwell.seconds - stay) / stay } / Double(visits.count)
    }

    var description: String {
        func percent(_ share: Double) -> Double { (share * 1_000).rounded() / 10 }
        return "\(percent(detected)) % heard, \(percent(split)) % split, dwell \(percent(bias)) %"
    }

    private static let count = 2_000
}

/// Gaps between the scans of a phone: so many per cent of the phones have it, and a tenth, a half and nine tenths of its
/// gaps are shorter than so many seconds.
private struct Rhythm {
    let share, tenth, half, mostly: Double

    func gap(using chance: inout Chance) -> Double {
        let level = Double.random(in: 0..<1, using: &chance)
        let part = (min(max(level, 0.1), 0.9) - 0.5) / 0.4
        // Below four seconds it would be one scan.
        return max(4, part < 0 ? half + part * (half - tenth) : half + part * (mostly - half))
    }

    static func random(using chance: inout Chance) -> Self {
        var rest = Double.random(in: 0..<measured.reduce(0) { $0 + $1.share }, using: &chance)
        return measured.first { rhythm in
            rest -= rhythm.share
            return rest < 0
        } ?? measured[0]
    }

    /// 16 models of 2021 to 2023 in standby and with power saving (70 %), in use (20 %), and scanning with Wi-Fi switched off
    /// (10 %). Source: L. Pintor, L. Atzori, "A dataset of labelled device Wi-Fi probe requests", Computer Networks 205
    /// (2022), and the ProbingPatternsDataset of Baccichet et al.
    private static let measured: [Self] =
        [
            [10.5, 160, 160, 160], [3.9, 22.9, 42.9, 83], [3, 63.4, 63.4, 63.5], [4.2, 160.7, 234.6, 368.6],
            [3.9, 22.9, 63, 63.1], [5.3, 128, 218.8, 366.6], [3.2, 43.4, 118, 180], [3.3, 9.8, 45, 153],
            [3.9, 75, 75, 300], [4.9, 30, 31.3, 60], [3.9, 58, 60, 60], [4.9, 6.7, 20, 120], [4.4, 175.5, 270, 270],
            [3, 60, 180, 180], [5.4, 11.2, 12.7, 38], [2.2, 135, 270, 270],

            [3.1, 166.7, 260.8, 270.2], [1.2, 15, 15, 15], [0.9, 79.2, 160, 220.8], [1.3, 8.1, 50.4, 170],
            [1.2, 20, 20, 21.6], [1.6, 76.7, 128, 176.4], [0.9, 75.1, 160, 216.9], [1, 14.1, 55.6, 132],
            [1.2, 163.9, 182.5, 203.5], [1.5, 116.1, 117.5, 183.9], [1.2, 20, 20, 26.2], [1.5, 20, 20, 32.7],
            [1.3, 135, 270, 270], [1.6, 26.3, 70.6, 216.2], [0.7, 135, 270, 270],

            [1.4, 60.4, 60.7, 61], [1.1, 121.7, 210.9, 319.5], [1.1, 301.7, 305.2, 350.6], [1.8, 320.6, 338, 338],
            [1.6, 135, 265.4, 270], [0.5, 300, 300, 300], [0.4, 40, 40, 40.1], [0.5, 171.8, 362.2, 552.6],
            [0.4, 361.3, 362.1, 364.9], [0.6, 300.4, 302.2, 303.9], [0.6, 95, 175, 270],
        ].map { Self(share: $0[0], tenth: $0[1], half: $0[2], mostly: $0[3]) }
}
