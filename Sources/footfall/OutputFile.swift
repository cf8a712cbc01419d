import Glibc

/// A file that a command writes whole.
enum OutputFile {
    /// Writes beside the file first, then in its place: a reader finds the old one or the new one.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let beside = "\(path).new"
        let descriptor = unsafe open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var offset = 0
        while offset < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { bytes in
                unsafe Glibc.write(descriptor, bytes.baseAddress.map { unsafe $0 + offset }, bytes.count - offset)
            }
            guard written >= 0 || errno == EINTR else { throw failure(path) }
            offset += max(written, 0)
        }
        guard fsync(descriptor) == 0, unsafe rename(beside, path) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> any Error {
        let reason = unsafe strerror(errno).map { unsafe String(cString: $0).lowercased() } ?? "error"
        return Failure.exit(EX_CANTCREAT, "cannot write \(path): \(reason) (check the folder and its permissions)")
    }
}
