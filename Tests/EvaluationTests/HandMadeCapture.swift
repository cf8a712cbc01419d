import Capture
import Timekeeping

/// A capture whose every frame is known: probe requests of two kinds of device.
struct HandMadeCapture {
    /// When it begins: a whole minute.
    static let start = WallTime(seconds: 1_700_000_040)

    private var frames: [(time: WallTime, bytes: [UInt8])] = []

    /// A device scans: at `second` after the start, and then every `period` seconds before `end`, a frame each.
    mutating func scans(
        from second: Int, every period: Int, before end: Int, address: UInt8, kind: UInt8, level: Int8
    ) {
        for moment in stride(from: second, to: end, by: period) {
            frames.append(
                (Self.start + .seconds(Int64(moment)), Self.probeRequest(address: address, kind: kind, level: level)))
        }
    }

    func write(to path: String) throws(CaptureError) {
        var writer = try SavefileWriter(path: path)
        for frame in frames.sorted(by: { $0.time < $1.time }) { try writer.write(frame.bytes.span, at: frame.time) }
        try writer.close()
    }

    /// Source: radiotap.org (version 0, length 9, present: bit 5, dBm antenna signal); IEEE 802.11-2020 §9.3.3.9.
    private static func probeRequest(address: UInt8, kind: UInt8, level: Int8) -> [UInt8] {
        [0, 0, 9, 0, 0x20, 0, 0, 0, UInt8(bitPattern: level)]
            + [0x40, 0, 0, 0]  // probe request, duration
            + [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]  // to everybody
            + [0x02, 0, 0, 0, 0, address]
            + [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0]  // any network, sequence number
            + [0, 0]  // no name
            + [1, 1, kind]  // rates: what tells the kinds apart
    }
}
