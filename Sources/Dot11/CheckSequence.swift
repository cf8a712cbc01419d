internal import CDeflate

/// The frame check sequence: CRC-32 of header and body, sent with the least significant octet first.
///
/// Source: IEEE 802.11-2020 §9.2.4.8.
enum CheckSequence {
    static let length = 4

    /// Whether the four bytes at the end of `frame` are the check sequence of the bytes before them.
    static func isCorrect(in frame: Span<UInt8>) -> Bool {
        guard frame.count >= length else { return false }
        let covered = frame.extracting(droppingLast: length)
        // The door to libdeflate (16 bytes per step with carry-less multiplication) takes a pointer: it lives as long as
        // the closure, and the count is the span's own.
        let sum = unsafe covered.withUnsafeBufferPointer { unsafe libdeflate_crc32(0, $0.baseAddress, $0.count) }
        return sum == frame.littleEndian32(at: covered.count)
    }
}
