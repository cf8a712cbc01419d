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
    ) throws(PrivateFileError) -> Key {
        var descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT {
            try create(path, make)
            descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        }
        guard descriptor >= 0 else { throw .refused(operation: "read", path: path, code: errno) }
        defer { close(descriptor) }
        var octets = [UInt8](repeating: 0, count: 33)
        defer { wipe(&octets) }
        let count = unsafe octets.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        guard count >= 0 else { throw .refused(operation: "read", path: path, code: errno) }
        guard count == 32, let key = body(octets.span.extracting(first: 32)) else {
            throw .notThis(path: path, what: "key of 32 bytes")
        }
        return key
    }

    private static func wipe(_ octets: inout [UInt8]) {
        unsafe octets.withUnsafeMutableBytes { bytes in
            if let start = bytes.baseAddress { unsafe explicit_bzero(start, bytes.count) }
        }
    }

    private static func create(
        _ path: String, _ make: ((Span<UInt8>) -> Void) -> Void
    ) throws(PrivateFileError) {
        var failure: PrivateFileError?
        make { octets in
            do throws(PrivateFileError) { try PrivateFile.replace(path, with: octets) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}
