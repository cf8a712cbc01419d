import Counting
import Privacy
import Testing
import Timekeeping

@testable import Presence

struct AddressStayTests {
    @Test func `an address that lasts over three scans and two minutes is one device, however often it scans`() {
        var shop = Shop()
        for second in stride(from: 0, to: 900, by: 10) { shop.heard(1, clearly, at: Double(second), randomised: true) }
        shop.advance(to: 901)
        #expect(
            shop.occupancies.last.map { abs(($0.devices?.value ?? 0) - 895.0 / 900) < 1e-9 } == true,
            "and none of its class")
    }

    /// A phone that keeps an address scans under others besides: one of its class is taken for it.
    @Test(arguments: [7.0, 29, 61, 300])
    func `what its class had counted before is taken back, and one of the class is taken for it`(gap: Double) {
        var (mixed, alone) = (Shop(), Shop())
        var others: [(second: Double, device: UInt32)] = []
        for number in 0..<30 { others.append((Double(number) * 29 + 3, UInt32(100 + number))) }
        for scan in others { alone.heard(scan.device, clearly, at: scan.second, randomised: true) }
        var all = others
        for second in stride(from: 0, to: 900, by: gap) { all.append((second, 1)) }
        for scan in all.sorted(by: { $0.second < $1.second }) {
            mixed.heard(scan.device, clearly, at: scan.second, randomised: true)
        }
        mixed.advance(to: 901)
        alone.advance(to: 901)
        let (with, without) = (mixed.occupancies.last?.devices?.value, alone.occupancies.last?.devices?.value)
        // Its scans may have hidden, or joined, a scan of the others: a row of the class table at most.
        #expect(abs((with ?? 0) - (without ?? 0)) < 0.6, "gap \(gap)")
    }

    @Test func `its share of the window is the time that it was there, half a gap on both sides`() {
        var stay = AddressStay()
        for second in stride(from: 300, through: 600, by: 60) {
            _ = stay.scanned(SignatureClass(bits: 1), at: Shop.instant(Double(second)))
        }
        #expect(stay.isFollowed)
        #expect(abs(stay.share(from: Shop.instant(0), to: Shop.instant(900)) - 360.0 / 900) < 1e-9)
        #expect(abs(stay.share(from: Shop.instant(500), to: Shop.instant(1_400)) - 130.0 / 900) < 1e-9)
        #expect(stay.share(from: Shop.instant(700), to: Shop.instant(1_600)) == 0)
        _ = stay.scanned(SignatureClass(bits: 1), at: Shop.instant(1_600))
        #expect(!stay.isFollowed, "a quarter of an hour of silence begins a new stay")
    }
}
