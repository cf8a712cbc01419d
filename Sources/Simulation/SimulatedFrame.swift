public import Timekeeping

/// A frame as a sensor captures it.
public struct SimulatedFrame: Equatable, Sendable {
    /// When it was received.
    public var time: WallTime
    /// A radiotap header (link type 127), the 802.11 frame, and its check sequence.
    public var bytes: [UInt8]
}
