import ArgumentParser
import Fleet
import Glibc
import Signing

/// Files that a fleet manager names on the command line.
enum FleetFiles {
    /// The private key in a file.
    static func key(_ path: String) throws -> SigningKey {
        guard let key = OctetKeyPair.privateKey(reading: try contents(of: path)) else {
            throw Failure.exit(
                EX_DATAERR, "cannot use \(path): it holds no private Ed25519 key (see: footfall fleet keygen)")
        }
        return key
    }

    /// The bytes of a file; `-` is standard input.
    static func contents(of path: String) throws -> [UInt8] {
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
        return Failure.exit(EX_NOINPUT, "cannot read \(path): \(reason) (check the path and its permissions)")
    }

    /// Longer documents are refused by their length.
    private static let most = 2 << 20
}
