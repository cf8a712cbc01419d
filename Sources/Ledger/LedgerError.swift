import CSQLite
import Glibc

/// Why something could not be kept on the disk.
///
/// None of them ends the service: it goes on in memory, and tries again.
public struct LedgerError: Error, Equatable, Sendable {
    /// What went wrong, as far as the cure goes.
    public enum Kind: String, Equatable, Sendable {
        /// There is no more room on the disk.
        case full
        /// The file system or the file cannot be written.
        case readOnly
        /// The file is no database, or a damaged one.
        case damaged
        /// Another process has the database open.
        case inUse
        /// The kernel or the library says something else.
        case system
    }

    /// What went wrong.
    public let kind: Kind
    /// What was tried: `open`, `write to`, …
    public let operation: String
    /// On which file.
    public let object: String
    /// SQLite's extended result code, or `errno`.
    public let code: Int
    /// The library's, or the kernel's, own words.
    public let text: String

    /// Whether the cause may go away without the database being replaced.
    public var isRecoverable: Bool { kind != .damaged }

    private var cure: String? {
        switch kind {
        case .full: "make room, or lower storage.maximumMebibytes"
        case .readOnly: "may this user write there, and is the file system mounted for writing?"
        case .damaged: "it is set aside, and a new one begun"
        case .inUse: "does another agent run with the same storage.directory?"
        case .system: nil
        }
    }
}

extension LedgerError {
    /// The error of a call to SQLite that answered `code`. Source: sqlite.org/rescode.html.
    init(resultCode code: Int32, text: String, operation: String, object: String) {
        self.operation = operation
        self.object = object
        self.code = Int(code)
        self.text = text.lowercased()
        kind =
            switch code & 0xFF {
            case SQLITE_FULL: .full
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM: .readOnly
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_SCHEMA, SQLITE_MISMATCH: .damaged
            case SQLITE_BUSY, SQLITE_LOCKED: .inUse
            default: .system
            }
    }

    /// The error of a system call.
    init(systemError code: Int32, operation: String, object: String) {
        self.operation = operation
        self.object = object
        self.code = Int(code)
        text = unsafe String(cString: strerror(code)).lowercased()
        kind =
            switch code {
            case ENOSPC, EDQUOT: .full
            case EROFS, EACCES, EPERM, ENOENT, ENOTDIR: .readOnly
            default: .system
            }
    }

    /// A database whose contents are not what this version of the agent writes.
    static func unreadable(_ text: String, at path: String) -> Self {
        Self(resultCode: SQLITE_CORRUPT, text: text, operation: "read", object: path)
    }
}

extension LedgerError: CustomStringConvertible {
    public var description: String {
        "cannot \(operation) \(object): \(text) (\(code))" + (cure.map { " (\($0))" } ?? "")
    }
}
