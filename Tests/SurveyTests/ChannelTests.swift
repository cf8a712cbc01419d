import Survey
import Testing

struct ChannelTests {
    /// Rows of IEEE 802.11-2020 table E-4 and of the kernel's own function, checked with `iw phy`.
    @Test(arguments: [
        (1, Band.twoPointFourGigahertz, 2412), (6, .twoPointFourGigahertz, 2437), (13, .twoPointFourGigahertz, 2472),
        (14, .twoPointFourGigahertz, 2484), (36, .fiveGigahertz, 5180), (64, .fiveGigahertz, 5320),
        (144, .fiveGigahertz, 5720), (165, .fiveGigahertz, 5825), (177, .fiveGigahertz, 5885),
        (184, .fiveGigahertz, 4920), (1, .sixGigahertz, 5955), (2, .sixGigahertz, 5935), (233, .sixGigahertz, 7115),
    ])
    func `a channel number names one frequency, and back`(number: Int, band: Band, frequency: Int) throws {
        let channel = try #require(Channel(number: number, band: band))
        #expect(Int(channel.frequencyMegahertz) == frequency)
        #expect(Channel(frequencyMegahertz: frequency) == channel)
        #expect(channel.number == number)
        #expect(channel.band == band)
    }

    @Test func `every frequency that is a channel has a number of its own in its band`() {
        var seen = Set<String>()
        var count = 0
        for frequency in 0...8000 {
            guard let channel = Channel(frequencyMegahertz: frequency) else { continue }
            count += 1
            #expect(Channel(number: channel.number, band: channel.band) == channel)
            #expect(seen.insert("\(channel.band) \(channel.number)").inserted)
        }
        #expect(count == 14 + 15 + 181 + 1 + 59)
    }

    @Test func `what is no channel has no value`() {
        for frequency in [-1, 0, 2400, 2407, 2473, 2479, 2489, 5000, 5910, 5940, 7120, 60_480, 1 << 40] {
            #expect(Channel(frequencyMegahertz: frequency) == nil)
        }
        #expect(Channel(number: 15, band: .twoPointFourGigahertz) == nil)
        #expect(Channel(number: 0, band: .fiveGigahertz) == nil)
        #expect(Channel(number: 234, band: .sixGigahertz) == nil)
        #expect(Channel(number: .max, band: .sixGigahertz) == nil)
    }

    @Test func `the preferred channels are three in 2.4 GHz and fifteen in 6 GHz`() {
        let preferred = (0...8000).compactMap { Channel(frequencyMegahertz: $0) }.filter(\.isPreferred)
        #expect(preferred.filter { $0.band == .twoPointFourGigahertz }.map(\.number) == [1, 6, 11])
        #expect(
            preferred.filter { $0.band == .sixGigahertz }.map(\.number) == Array(stride(from: 5, through: 229, by: 16)))
    }
}
