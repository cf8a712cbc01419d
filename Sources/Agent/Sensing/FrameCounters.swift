import Fleet

/// What became of the frames that were captured.
public struct FrameCounters: Equatable, Sendable {
    /// All frames that were handed over.
    public internal(set) var frames = 0
    /// Probe requests that were read, with a right check sequence or none.
    public internal(set) var probeRequests = 0
    /// Frames that could not be read.
    public internal(set) var malformed = 0
    /// Probe requests whose check sequence is wrong: nothing in them is used.
    public internal(set) var badFrameChecks = 0
    /// Probe requests by the channel's centre frequency in MHz.
    private(set) var channels: [HealthReport.Channel] = []
    /// The channel's centre frequency in MHz of the last probe request that named it.
    private(set) var lastFrequencyMegahertz: UInt16?
    /// For each hash of a frequency, the place plus one of the channel that was counted under it last.
    private var places = [UInt8](repeating: 0, count: 256)

    /// The channel's centre frequency in MHz, as long as all probe requests came on one.
    var onlyFrequencyMegahertz: UInt16? {
        channels.count == 1 ? channels.first.map { UInt16($0.frequencyMegahertz) } : nil
    }

    /// Counts a probe request on its channel; channels beyond any real number are not told apart.
    mutating func count(frequencyMegahertz: UInt16) {
        lastFrequencyMegahertz = frequencyMegahertz
        let frequency = Int(frequencyMegahertz)
        let hash = frequency / 5 & 0xFF
        let known = Int(places[hash]) - 1
        if known >= 0, channels[known].frequencyMegahertz == frequency {
            channels[known].probeRequests += 1
        } else if let index = channels.firstIndex(where: { $0.frequencyMegahertz == frequency }) {
            channels[index].probeRequests += 1
            places[hash] = UInt8(index + 1)
        } else if channels.count < Self.channelLimit {
            channels.append(HealthReport.Channel(frequencyMegahertz: frequency, probeRequests: 1))
        }
    }

    /// 14 channels of 2.4 GHz, 40 of 5 GHz and 59 of 6 GHz exist.
    private static let channelLimit = 128
}
