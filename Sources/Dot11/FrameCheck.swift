/// What is known about a frame's check sequence (FCS).
public enum FrameCheck: Sendable {
    /// The capture does not contain it, or not all of it.
    case absent
    /// Present and right.
    case correct
    /// Present and wrong, or the receiver marked it as wrong: nothing in the frame is to be trusted.
    case incorrect
}
