import Glibc

/// Why a file of the privacy room cannot be used.
public enum PrivateFileError: Error, Equatable, Sendable {
    /// The system refused; `code` is its error number.
    case refused(operation: String, path: String, code: Int32)
    /// The file holds something else.
    case notThis(path: String, what: String)
}

extension PrivateFileError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .refused(let operation, let path, let code):
            "cannot \(operation) \(path): \(systemMessage(code)) (does it belong to the agent's user?)"
        case .notThis(let path, let what): "cannot use \(path): it is no \(what) (was it cut off?)"
        }
    }
}

/// Files that only the agent can read, which are there whole or not at all.
enum PrivateFile {
    /// The bytes of a file; `nil` when there is none.
    static func read(_ path: String) throws(PrivateFileError) -> [UInt8]? {
        do throws(ConfigurationFileError) { return try ConfigurationFile.contents(of: path) } catch {
            guard case .unreadable(_, let code) = error else { return nil }
            if code == ENOENT { return nil }
            throw .refused(operation: "read", path: path, code: code)
        }
    }

    /// Replaces a file: after a power cut, it holds the old bytes or the new ones.
    static func replace(_ path: String, with bytes: Span<UInt8>) throws(PrivateFileError) {
        let draft = path + ".new"
        _ = unsafe unlink(draft)
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .refused(operation: "write", path: draft, code: errno) }
        let isWritten = unsafe bytes.withUnsafeBytes { bytes in
            unsafe write(descriptor, bytes.baseAddress, bytes.count) == bytes.count && fsync(descriptor) == 0
        }
        let code = errno
        close(descriptor)
        FolderOwner.takes(draft)
        guard isWritten else { throw .refused(operation: "write", path: draft, code: code) }
        guard unsafe rename(draft, path) == 0 else { throw .refused(operation: "replace", path: path, code: errno) }
    }

    /// When a file was last changed, in nanoseconds; `nil` when there is none.
    static func changeTime(of path: String) -> Int64? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    }
}
