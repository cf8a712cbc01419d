/// Reads captured frames of one link type.
public struct FrameReader: Sendable {
    /// What stands before each frame.
    public let linkType: LinkType

    /// A reader of frames of `linkType`.
    public init(linkType: LinkType) { self.linkType = linkType }

    /// The probe request in `bytes` (link header first), or `nil` for a frame of another kind.
    public func probeRequest(in bytes: Span<UInt8>) throws(FrameError) -> ProbeRequest? { nil }
}
