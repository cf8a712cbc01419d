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

    /// What a configuration asks for; `nil` when it names an interface that somebody else sets up.
    init?(_ configuration: Configuration.Capture) {
        guard let selection = configuration.adapter.flatMap({ AdapterSelection($0) }) else { return nil }
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
