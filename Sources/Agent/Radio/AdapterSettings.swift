import Capture
import Fleet
import Radio
import Survey
import Timekeeping

/// Which adapter the agent owns, and what it does with it.
struct AdapterSettings: Equatable {
    let selection: AdapterSelection
    let wish: ChannelWish
    let hop: HopSettings
    let quietsIdle: Bool
    let capture: LiveCaptureOptions

    /// What a configuration asks for, for each adapter; none when somebody else decides about the channel.
    static func all(of configuration: Configuration.Capture) -> [Self] {
        configuration.ownedAdapters.compactMap { AdapterSelection($0) }.map { Self($0, configuration) }
    }

    private init(_ selection: AdapterSelection, _ configuration: Configuration.Capture) {
        self.selection = selection
        wish = configuration.wish
        hop = HopSettings(
            dwell: .milliseconds(Int64(configuration.dwellMilliseconds)),
            visitWithin: .seconds(Int64(configuration.visitWithinSeconds)))
        quietsIdle = configuration.quietsIdle
        capture = LiveCaptureOptions(configuration)
    }
}

extension LiveCaptureOptions {
    /// What a configuration asks for.
    init(_ configuration: Configuration.Capture) {
        self.init()
        snapLength = configuration.snapshotLengthBytes
        ringLength = configuration.bufferKibibytes * 1_024
    }
}
