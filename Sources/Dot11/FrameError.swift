/// Why bytes that were captured are no frame.
public enum FrameError: Error, Equatable, Sendable {
    /// The header before the frame is cut, contradicts itself, or is of an unknown version.
    case malformedLinkHeader
    /// Fewer bytes than the frame's own header needs.
    case truncated
    /// A management frame that says it is protected (encrypted), or otherwise cannot be read as one.
    case unreadable
}
