import ArgumentParser
import Glibc

/// Files that are named on the command line.
public enum ArgumentFile {
    /// The bytes of a file; `-` is standard input.
    public static func contents(of path: String) throws -> [UInt8] {
        let descriptor = unsafe path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= Self.most {
            let count = unsafe piece.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { break }
            if count < 0, errno != EINTR { throw unreadable(path) }
            if count > 0 { bytes.append(contentsOf: piece.prefix(count)) }
        }
        return bytes
    }

    private static func unreadable(_ path: String) -> ExitCode {
        let reason = unsafe String(cString: strerror(errno)).lowercased()
        return Complaint.exit(EX_NOINPUT, "cannot read \(path): \(reason) (check the path and its permissions)")
    }

    /// What is longer is refused by its length.
    private static let most = 2 << 20
}
