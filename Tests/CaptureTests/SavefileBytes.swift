import Capture
import Foundation

/// Bytes of a savefile, built by hand.
struct SavefileBytes {
    private(set) var bytes: [UInt8] = []
    /// The byte order of the numbers that are appended.
    var bigEndian = false

    mutating func append(hex: String) {
        let digits = hex.filter { !$0.isWhitespace }
        var rest = Substring(digits)
        while let byte = UInt8(rest.prefix(2), radix: 16) {
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
    }

    mutating func append(_ bytes: [UInt8]) { self.bytes += bytes }

    mutating func append(_ numbers: UInt32...) { numbers.forEach { appendNumber($0) } }

    mutating func append16(_ numbers: UInt16...) { numbers.forEach { appendNumber($0) } }

    mutating func appendNumber(_ number: some FixedWidthInteger) {
        let littleEndian = stride(from: 0, to: number.bitWidth, by: 8).map { UInt8(truncatingIfNeeded: number >> $0) }
        bytes += bigEndian ? littleEndian.reversed() : littleEndian
    }

    /// A pcapng block: its body is padded to 32 bits.
    mutating func appendBlock(type: UInt32, body: [UInt8]) {
        let padded = body + [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
        append(type, UInt32(padded.count + 12))
        append(padded)
        append(UInt32(padded.count + 12))
    }

    /// A body with numbers of this byte order.
    func body(_ build: (inout SavefileBytes) -> Void) -> [UInt8] {
        var body = SavefileBytes()
        body.bigEndian = bigEndian
        build(&body)
        return body.bytes
    }
}

/// A frame as a test compares it.
struct ReadFrame: Equatable {
    var record: SavefileRecord
    var bytes: [UInt8]

    init(_ record: SavefileRecord, _ bytes: [UInt8]) {
        self.record = record
        self.bytes = bytes
    }
}

/// All frames of a file up to its end or its damage.
func readAll(_ path: String) -> (frames: [ReadFrame], error: CaptureError?) {
    var frames: [ReadFrame] = []
    do throws(CaptureError) {
        var reader = try SavefileReader(path: path)
        try reader.forEachFrame { record, bytes in frames.append(ReadFrame(record, Array(copying: bytes))) }
        return (frames, nil)
    } catch {
        return (frames, error)
    }
}

/// All frames of a file that holds `bytes`.
func readAll(_ bytes: [UInt8]) throws -> (frames: [ReadFrame], error: CaptureError?) {
    let file = FileManager.default.temporaryDirectory.appending(path: "capture-\(UUID().uuidString)")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return readAll(file.path)
}

extension Array where Element == UInt8 {
    init(copying span: Span<UInt8>) {
        self = unsafe span.withUnsafeBufferPointer { unsafe Array($0) }
    }
}
