import CCrypto
import Signing

/// A password as it is kept: scrypt with a salt of its own, as `scrypt$15$8$1$SALT$HASH`, salt and hash in base64url.
///
/// Source: RFC 7914; the work factors are those that OWASP's cheat sheet on the storage of passwords names for 32 MiB.
public struct PasswordHash: Equatable, Sendable {
    /// The text for the file.
    public let text: String
    private let salt: [UInt8]
    private let hash: [UInt8]
    private let logWork: UInt64
    private let blockSize: UInt64
    private let lanes: UInt64

    /// Hashes a new password.
    public init(of password: [UInt8], using generator: inout some RandomNumberGenerator) {
        salt = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
        (logWork, blockSize, lanes) = (15, 8, 3)
        hash = Self.scrypt(password, salt: salt, logWork: 15, blockSize: 8, lanes: 3)
        text = "scrypt$\(logWork)$\(blockSize)$\(lanes)$\(Base64URL.text(salt))$\(Base64URL.text(hash))"
    }

    /// Reads what was kept; `nil` for anything else, a password in the clear among it.
    public init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == "scrypt", let logWork = UInt64(parts[1]), let blockSize = UInt64(parts[2]),
            let lanes = UInt64(parts[3]), let salt = Base64URL.bytes(parts[4]), let hash = Base64URL.bytes(parts[5]),
            (14...18).contains(logWork), blockSize == 8, (1...16).contains(lanes), salt.count >= 16, hash.count == 32
        else { return nil }
        self.text = text
        self.salt = salt
        self.hash = hash
        self.logWork = logWork
        self.blockSize = blockSize
        self.lanes = lanes
    }

    /// Whether it is this password. Takes some tenths of a second, on purpose, and as long for a wrong one.
    func matches(_ password: [UInt8]) -> Bool {
        let found = Self.scrypt(password, salt: salt, logWork: logWork, blockSize: blockSize, lanes: lanes)
        return unsafe CRYPTO_memcmp(found, hash, hash.count) == 0
    }

    private static func scrypt(
        _ password: [UInt8], salt: [UInt8], logWork: UInt64, blockSize: UInt64, lanes: UInt64
    ) -> [UInt8] {
        var key = [UInt8](repeating: 0, count: 32)
        let letters = password.map { CChar(bitPattern: $0) }
        let memory = (UInt64(128) << logWork) * blockSize + (4 << 20)
        let code = unsafe EVP_PBE_scrypt(
            letters, letters.count, salt, salt.count, UInt64(1) << logWork, blockSize, lanes, memory, &key, key.count)
        precondition(code == 1, "the bounds of scrypt were checked")
        return key
    }
}
