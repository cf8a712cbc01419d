import Glibc

/// Files that a command writes whole, and their folders.
enum OutputFile {
    /// Writes beside the file first, then in its place: a reader finds the old one or the new one. A device or a pipe is
    /// written to and not replaced.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let replaces = !isSpecial(path)
        let target = replaces ? "\(path).new" : path
        let descriptor = unsafe open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
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
        guard replaces else { return }
        guard fsync(descriptor) == 0, unsafe rename(target, path) == 0 else { throw failure(path) }
    }

    /// Whether there is something at `path` that is no regular file.
    private static func isSpecial(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    }

    /// Makes a folder, unless it is there.
    static func makeFolder(_ path: String) throws {
        guard unsafe mkdir(path, 0o755) != 0, errno != EEXIST else { return }
        let reason = unsafe String(cString: strerror(errno)).lowercased()
        throw Failure.exit(EX_CANTCREAT, "cannot make folder \(path): \(reason) (check the folder above it)")
    }

    private static func failure(_ path: String) -> any Error {
        let reason = unsafe strerror(errno).map { unsafe String(cString: $0).lowercased() } ?? "error"
        return Failure.exit(EX_CANTCREAT, "cannot write \(path): \(reason) (check the folder and its permissions)")
    }
}
