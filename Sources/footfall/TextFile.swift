import Capture
import Glibc
import Timekeeping

/// A text file that is written line by line.
final class TextFile {
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    /// Creates the file at `path`, or empties the one that is there, and writes its first line.
    init(_ path: String, heading: String) throws(CaptureError) {
        self.path = path
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        if descriptor < 0 { throw CaptureError.unwritableSavefile(path: path, code: errno) }
        try write(heading)
    }

    deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

    /// Adds a line.
    func write(_ line: String) throws(CaptureError) {
        buffer += line.utf8
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count > 65_536 { try flush() }
    }

    /// Writes what is still in memory.
    func close() throws(CaptureError) { try flush() }

    private func flush() throws(CaptureError) {
        var offset = 0
        while offset < buffer.count {
            let written = unsafe buffer.withUnsafeBytes { bytes in
                unsafe Glibc.write(descriptor, bytes.baseAddress.map { unsafe $0 + offset }, bytes.count - offset)
            }
            guard written >= 0 || errno == EINTR else {
                throw CaptureError.unwritableSavefile(path: path, code: errno)
            }
            offset += max(written, 0)
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// Seconds since 1970 with milliseconds.
func epoch(_ time: WallTime) -> String {
    let milliseconds = time.nanoseconds / 1_000_000
    let rest = "\(1000 + milliseconds % 1000)".dropFirst()
    return "\(milliseconds / 1000).\(rest)"
}
