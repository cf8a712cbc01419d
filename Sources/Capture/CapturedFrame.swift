public import Timekeeping

/// What the kernel says of one captured frame, beside its bytes.
public struct CapturedFrame: Equatable, Sendable {
    /// When the frame was received.
    public var time: WallTime
    /// The frame's length in bytes before the snap length cut it.
    public var originalLength: Int

    /// A frame that was received at `time`.
    public init(time: WallTime, originalLength: Int) {
        self.time = time
        self.originalLength = originalLength
    }
}
