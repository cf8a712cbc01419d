import Testing
import Timekeeping

@testable import Simulation

/// Ranges: what was measured on real phones, weighted with the shares of the market. Each phone is watched for 20 minutes.
/// Source: L. Pintor, L. Atzori, "A dataset of labelled device Wi-Fi probe requests", Computer Networks 205 (2022).
struct PhoneTests {
    @Test func `the shares of the makers are those of the market`() {
        func share(_ maker: PhoneModel.Maker) -> Double {
            PhoneModel.market.filter { $0.maker == maker }.map(\.marketShare).reduce(0, +)
        }
        #expect(share(.apple) == 36)
        #expect(share(.samsung) == 30)
        #expect(share(.otherAndroid) == 30)
        #expect(share(.legacy) == 4)
    }

    @Test func `phones scan as often as measured ones`() {
        let rates = watched.map { Double($0.gaps.count) / 20 }.sorted()
        let mean = rates.reduce(0, +) / Double(rates.count)
        #expect((0.70...1.10).contains(mean), "scans a minute: measured 0.88")
        #expect((0.15...0.35).contains(rates[rates.count / 10]), "tenth of phones: measured 0.25")
        #expect((0.60...0.95).contains(rates[rates.count / 2]), "half of phones: measured 0.75")
        #expect((1.20...2.20).contains(rates[rates.count * 9 / 10]), "nine tenths of phones: measured 1.55")
    }

    @Test func `the time between scans is spread as measured`() {
        let gaps = watched.flatMap(\.gaps).sorted()
        #expect((9...18).contains(gaps[gaps.count / 10]), "measured 12 s")
        #expect((32...65).contains(gaps[gaps.count / 2]), "measured 46 s")
        #expect((120...210).contains(gaps[gaps.count * 9 / 10]), "measured 160 s")
        #expect((270...420).contains(gaps[gaps.count * 99 / 100]), "measured 343 s")
    }

    @Test func `a scan has as many frames and addresses as measured, and almost always new addresses`() {
        let scans = watched.flatMap(\.scans)
        let frames = scans.map { Double($0.count) }.reduce(0, +) / Double(scans.count)
        #expect((7.0...13).contains(frames), "measured 11.6 a channel")
        let perPhone = watched.filter { !$0.scans.isEmpty }.map { phone in
            phone.scans.map { Double(Set($0).count) }.reduce(0, +) / Double(phone.scans.count)
        }
        #expect((2.6...3.8).contains(perPhone.reduce(0, +) / Double(perPhone.count)), "measured 3.1")
        let counts = scans.map { Set($0).count }
        #expect(counts.min() == 1 && counts.max() == 13)
        let changes = watched.filter { $0.scans.count > 1 }.map { phone in
            let pairs = zip(phone.scans, phone.scans.dropFirst())
            return Double(pairs.filter { $0.last != $1.first }.count) / Double(phone.scans.count - 1)
        }
        #expect((0.91...0.97).contains(changes.reduce(0, +) / Double(changes.count)), "measured 0.94")
    }

    @Test func `addresses are random ones but for old phones, few frames name a network`() {
        let addresses = watched.flatMap { $0.scans.flatMap { $0 } }
        let local = Double(addresses.count { $0 & 0x0200_0000_0000 != 0 }) / Double(addresses.count)
        #expect((0.88...0.97).contains(local), "measured 0.945")
        #expect(addresses.allSatisfy { $0 & 0x0100_0000_0000 == 0 })
        let directed = watched.map(\.directedFrames).reduce(0, +)
        let share = Double(directed) / Double(addresses.count)
        #expect((0.015...0.055).contains(share), "measured 0.033")
    }

    @Test func `a connected phone keeps one address`() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<20 {
            var phone = Phone(guestNetwork: Array("guests".utf8), using: &generator)
            let addresses = (0..<10).flatMap { _ in
                phone.scan(on: 6, using: &generator).map { transmitter(of: $0.frame) }
            }
            #expect(Set(addresses).count == 1)
        }
    }
}

/// What 1,500 phones did in 20 minutes each.
private let watched: [WatchedPhone] = {
    var generator = SeededGenerator(seed: 2026)
    return (0..<1500).map { _ in WatchedPhone(using: &generator) }
}()

private struct WatchedPhone {
    /// Seconds between scans.
    var gaps: [Double] = []
    /// The transmitter address of each frame of each scan.
    var scans: [[UInt64]] = []
    var directedFrames = 0

    init(using generator: inout SeededGenerator) {
        var phone = Phone(guestNetwork: nil, using: &generator)
        var time = phone.nextGap(using: &generator).seconds * generator.uniform()
        while time < 1200 {
            let frames = phone.scan(on: 6, using: &generator).map(\.frame)
            scans.append(frames.map { transmitter(of: $0) })
            directedFrames += frames.count { $0[25] > 0 }
            let gap = phone.nextGap(using: &generator).seconds
            gaps.append(gap)
            time += gap
        }
    }
}

/// Octets 10 to 15 of a management frame.
private func transmitter(of frame: [UInt8]) -> UInt64 { frame[10..<16].reduce(0) { $0 << 8 | UInt64($1) } }
