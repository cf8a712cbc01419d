import Dot11
import GoldenFrames
import Privacy
import Timekeeping

/// A probe request as it was captured, without a link header.
struct HeardFrame {
    let bytes: [UInt8]
    let probe: ProbeRequest

    /// A request from `transmitter`: for any network, or for the one named.
    init(from transmitter: UInt64, to name: String? = nil) throws {
        var header = GoldenFrame.header
        for index in 0..<6 { header[10 + index] = UInt8(truncatingIfNeeded: transmitter >> (40 - 8 * UInt64(index))) }
        let bytes = header + (name.map(GoldenFrame.directed) ?? GoldenFrame.elements)
        guard let probe = try FrameReader(linkType: .ieee80211).probeRequest(in: bytes.span) else {
            throw FrameError.unreadable
        }
        self.bytes = bytes
        self.probe = probe
    }

    func sighting(by pseudonymizer: inout Pseudonymizer, at time: WallTime) -> Sighting? {
        pseudonymizer.sighting(of: probe, in: bytes.span, at: time)
    }
}
