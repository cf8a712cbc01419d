/// Reads captured frames of one link type.
///
/// It allocates nothing and traps on no input. Frames of other kinds are told apart by one byte, before the rest of the
/// link header is looked at.
public struct FrameReader: Sendable {
    /// What stands before each frame.
    public let linkType: LinkType

    /// A reader of frames of `linkType`.
    public init(linkType: LinkType) { self.linkType = linkType }

    /// The probe request in `bytes` (link header first), or `nil` for a frame of another kind.
    ///
    /// - Parameter originalLength: how many bytes the frame had before the capture cut it; `nil` when it is whole. A frame
    ///   that was cut has lost its check sequence.
    /// - Throws: ``FrameError``, for bytes that cannot be read as a frame.
    /// Source: IEEE 802.11-2020 §9.2.4.1.3 (type 0, subtype 4), §9.3.3.1 (management frames).
    public func probeRequest(
        in bytes: Span<UInt8>, originalLength: Int? = nil
    ) throws(FrameError) -> ProbeRequest? {
        guard let start = try frameStart(in: bytes) else { return nil }
        guard start < bytes.count else { throw .truncated }
        guard bytes[start] == ProbeRequest.frameControl else { return nil }
        guard bytes.count - start >= ProbeRequest.headerLength else { throw .truncated }
        let header = try linkHeader(in: bytes, length: start)
        if header.isWithoutFrame { return nil }
        let body = FrameBody(header: header, bytes: bytes, originalLength: originalLength)
        return try ProbeRequest(body: body, bytes: bytes)
    }

    /// The offset of the first byte of the 802.11 frame, or `nil` when the header says that none follows.
    @inline(__always)
    private func frameStart(in bytes: Span<UInt8>) throws(FrameError) -> Int? {
        switch linkType {
        case .radiotap: try LinkHeader.radiotapLength(in: bytes)
        case .ieee80211: 0
        case .prism: try LinkHeader.prismLength(in: bytes)
        case .avs: try LinkHeader.avsLength(in: bytes)
        case .ppi: try LinkHeader.ppiLength(in: bytes)
        }
    }

    @inline(__always)
    private func linkHeader(in bytes: Span<UInt8>, length: Int) throws(FrameError) -> LinkHeader {
        switch linkType {
        case .radiotap: try LinkHeader(radiotap: bytes, length: length)
        case .ieee80211: LinkHeader(length: 0)
        case .prism: LinkHeader(prism: bytes, length: length)
        case .avs: LinkHeader(avs: bytes, length: length)
        case .ppi: try LinkHeader(ppi: bytes, length: length)
        }
    }
}
