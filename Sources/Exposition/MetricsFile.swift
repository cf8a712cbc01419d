import Glibc

/// The file for node_exporter's textfile collector: whole at any time, for all users to read.
public enum MetricsFile {
    /// Puts `bytes` in the place of what was there before.
    public static func replace(_ path: String, with bytes: [UInt8]) throws(ExpositionError) {
        // The collector reads *.prom only.
        let draft = path + ".new"
        // Whoever else can write to the folder may not lead the agent elsewhere.
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW
        let descriptor = unsafe open(draft, flags, 0o644)
        guard descriptor >= 0 else { throw .file(operation: "write", path: draft, code: errno) }
        let code = write(bytes, to: descriptor)
        close(descriptor)
        guard code == 0 else {
            _ = unsafe unlink(draft)
            throw .file(operation: "write", path: draft, code: code)
        }
        guard unsafe rename(draft, path) == 0 else { throw .file(operation: "replace", path: path, code: errno) }
    }

    /// Takes the file away.
    public static func remove(_ path: String) { _ = unsafe unlink(path) }

    /// Writes all; the system's error number, or 0.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        // A service's umask would keep the collector out.
        guard fchmod(descriptor, 0o644) == 0 else { return errno }
        let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count == bytes.count { return 0 }
        return count < 0 ? errno : ENOSPC
    }
}
