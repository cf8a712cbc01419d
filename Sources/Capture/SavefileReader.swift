/// The frames of a capture file, in the order of the file: pcap (microseconds or nanoseconds, either byte order) or
/// pcapng, plain or packed with gzip.
///
/// Memory is bounded whatever the length of the file: one window, filled with read(2). Measured on 1 M and 2 M frames:
/// mapping the file costs three to six times as much, libpcap's buffered stream two to five times.
///
/// Source: draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng.
public struct SavefileReader: ~Copyable {
    private var window: SavefileWindow
    /// The layout of a pcap file; nil: the file is pcapng.
    private let layout: PcapLayout?
    private var section: PcapngSection
    private var frames = 0

    /// Opens the capture at `path`, `-` for standard input, and reads its file header.
    public init(path: String) throws(CaptureError) {
        var window = SavefileWindow(source: try ByteSource(path: path))
        let isPcapng = try PcapngSection.begins(in: &window)
        layout = isPcapng ? nil : try PcapLayout(from: &window)
        section = PcapngSection()
        self.window = window
    }

    /// The offset of the next record in the uncompressed bytes of the file: how far the reader has come.
    public var offset: UInt64 { window.offset }

    /// Reads all frames that are left. The span holds the captured bytes and is valid only inside `body`.
    ///
    /// Throws ``CaptureError/damagedSavefile(path:offset:damage:)`` at damage, after all frames before it were delivered.
    @inlinable
    public mutating func forEachFrame(_ body: (SavefileRecord, Span<UInt8>) -> Void) throws(CaptureError) {
        while let frame = try advance() {
            body(frame.record, unsafe frame.bytes.span)
        }
    }

    /// Reads frames as long as `body` returns true. Called again, it goes on with the frame after the last one.
    @inlinable
    public mutating func readFrames(while body: (SavefileRecord, Span<UInt8>) -> Bool) throws(CaptureError) {
        while let frame = try advance() {
            guard body(frame.record, unsafe frame.bytes.span) else { return }
        }
    }

    /// Reads the next frame and gives what `body` makes of it; nil at the end of the file.
    @inlinable
    public mutating func withNextFrame<Result>(
        _ body: (SavefileRecord, Span<UInt8>) -> Result
    ) throws(CaptureError) -> Result? {
        guard let frame = try advance() else { return nil }
        return body(frame.record, unsafe frame.bytes.span)
    }

    /// Moves to the next frame; nil at the end of the file.
    @usableFromInline
    mutating func advance() throws(CaptureError) -> SavefileFrame? {
        frames += 1
        if let layout { return try layout.next(in: &window, index: frames) }
        return try section.next(in: &window, index: frames)
    }
}
