import Glibc
import Privacy

/// The file of one private key: 32 octets that only the agent's user can read, made at the first start.
enum KeyFile {
    /// Reads the key at `path` by `body`; makes it by `make` when there is none.
    ///
    /// - Parameters:
    ///   - make: Gives the octets of a new key to what it is given.
    ///   - body: Makes a key of 32 octets, which are overwritten after it.
    static func key<Key: ~Copyable>(
        _ path: String, orMake make: ((Span<UInt8>) -> Void) -> Void, _ body: (Span<UInt8>) -> Key?
    ) throws(RunError) -> Key {
        var descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT {
            try create(path, make)
            descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        }
        guard descriptor >= 0 else { throw .key(path: path, code: errno) }
        defer { close(descriptor) }
        var octets = [UInt8](repeating: 0, count: 33)
        defer { wipe(&octets) }
        let count = unsafe octets.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        guard count >= 0 else { throw .key(path: path, code: errno) }
        guard count == 32, let key = body(octets.span.extracting(first: 32)) else {
            throw .key(path: path, code: EINVAL)
        }
        return key
    }

    private static func wipe(_ octets: inout [UInt8]) {
        unsafe octets.withUnsafeMutableBytes { bytes in
            if let start = bytes.baseAddress { unsafe explicit_bzero(start, bytes.count) }
        }
    }

    /// The file appears whole, or not at all: written under another name, then renamed (rename(2)).
    private static func create(_ path: String, _ make: ((Span<UInt8>) -> Void) -> Void) throws(RunError) {
        let draft = path + ".new"
        _ = unsafe unlink(draft)
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .key(path: path, code: errno) }
        var code: Int32 = 0
        make { octets in
            let count = unsafe octets.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            if count != 32 || fsync(descriptor) != 0 { code = count < 0 ? errno : EIO }
        }
        leaveToOwner(ofFolder: path, descriptor)
        close(descriptor)
        if code == 0, unsafe rename(draft, path) != 0 { code = errno }
        guard code == 0 else { throw .key(path: path, code: code) }
    }

    /// What root makes for the agent belongs to whom the folder belongs to. Others cannot give files away, and need not.
    private static func leaveToOwner(ofFolder path: String, _ descriptor: Int32) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        var status = stat()
        guard geteuid() == 0, unsafe stat(folder, &status) == 0 else { return }
        _ = fchown(descriptor, status.st_uid, status.st_gid)
    }
}
