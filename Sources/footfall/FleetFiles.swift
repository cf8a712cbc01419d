import ArgumentParser
import Arguments
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
    static func contents(of path: String) throws -> [UInt8] { try ArgumentFile.contents(of: path) }
}
