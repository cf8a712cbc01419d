import Dot11
import GoldenFrames

extension GoldenFrame {
    /// The golden frame of that name.
    static func named(_ name: String) throws -> GoldenFrame {
        guard let golden = all.first(where: { $0.name == name }) else { throw NoSuchFrame(name: name) }
        return golden
    }

    /// What the room makes of it.
    func probeRequest(cut: Int = 0) throws(FrameError) -> ProbeRequest? {
        try reader.probeRequest(in: bytes.span, originalLength: bytes.count + cut)
    }

    var reader: FrameReader { FrameReader(linkType: LinkType(rawValue: linkType) ?? .ieee80211) }

    struct NoSuchFrame: Error { let name: String }
}

/// What the room makes of 802.11 bytes without a link header.
func bareProbeRequest(_ bytes: [UInt8]) throws(FrameError) -> ProbeRequest? {
    try FrameReader(linkType: .ieee80211).probeRequest(in: bytes.span)
}
