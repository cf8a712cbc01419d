/// A 20 MHz channel, known by its centre frequency; numbers repeat from band to band, frequencies do not.
///
/// Source: IEEE 802.11-2020 Annex E (starting frequencies and channel numbers); Linux net/wireless/util.c
/// `ieee80211_channel_to_freq_khz` for the numbers 182 to 196, which stand for 4910 to 4980 MHz.
public struct Channel: Hashable, Sendable {
    /// The centre frequency in MHz.
    public let frequencyMegahertz: UInt16

    /// The channel at this frequency; `nil` when no channel of the three bands lies there.
    public init?(frequencyMegahertz frequency: some BinaryInteger) {
        guard let frequency = UInt16(exactly: frequency) else { return nil }
        let isChannel =
            switch frequency {
            case 2412...2472: (frequency - 2407) % 5 == 0
            case 2484, 5935: true
            case 4910...4980, 5005...5905: frequency % 5 == 0
            case 5955...7115: (frequency - 5955) % 20 == 0
            default: false
            }
        guard isChannel else { return nil }
        frequencyMegahertz = frequency
    }

    /// Channel `number` of `band`; `nil` when the band has no such channel.
    public init?(number: Int, band: Band) {
        guard (1...233).contains(number) else { return nil }
        let frequency =
            switch (band, number) {
            case (.twoPointFourGigahertz, 14): 2484
            case (.twoPointFourGigahertz, _): 2407 + 5 * number
            case (.fiveGigahertz, 182...196): 4000 + 5 * number
            case (.fiveGigahertz, _): 5000 + 5 * number
            case (.sixGigahertz, 2): 5935  // operating class 136: the one channel below the raster
            case (.sixGigahertz, _): 5950 + 5 * number
            }
        guard let channel = Self(frequencyMegahertz: frequency), channel.band == band, channel.number == number else {
            return nil
        }
        self = channel
    }

    /// The band it lies in.
    public var band: Band {
        switch frequencyMegahertz {
        case ..<4000: .twoPointFourGigahertz
        case ..<5935: .fiveGigahertz
        default: .sixGigahertz
        }
    }

    /// The channel number within the band.
    public var number: Int {
        let frequency = Int(frequencyMegahertz)
        return switch frequency {
        case 2484: 14
        case ..<4000: (frequency - 2407) / 5
        case ..<5000: (frequency - 4000) / 5
        case 5935: 2
        case ..<5935: (frequency - 5000) / 5
        default: (frequency - 5950) / 5
        }
    }

    /// Whether a listener goes there first.
    ///
    /// In 2.4 GHz the three that do not overlap; in 5 GHz all; in 6 GHz the preferred scanning channels, on which
    /// stations look for networks. Source: IEEE 802.11ax-2021 §26.17.2.3.3 (preferred scanning channels: 5, 21, … 229).
    public var isPreferred: Bool {
        switch band {
        case .twoPointFourGigahertz: number == 1 || number == 6 || number == 11
        case .fiveGigahertz: true
        case .sixGigahertz: number % 16 == 5
        }
    }
}

extension Channel: Comparable, CustomStringConvertible {
    public static func < (left: Self, right: Self) -> Bool { left.frequencyMegahertz < right.frequencyMegahertz }

    /// `6 (2437 MHz)`.
    public var description: String { "\(number) (\(frequencyMegahertz) MHz)" }
}
