import Fleet
import Glibc
import Signing

/// The keys that a configuration trusts.
enum FleetKeys {
    /// A reader that trusts them.
    ///
    /// - Throws: the first file that cannot be read or holds no key.
    static func reader(_ fleet: Configuration.Fleet) throws(RunError) -> DesiredReader {
        var keys: [VerificationKey] = []
        for text in fleet.keys { keys.append(try key(text)) }
        return DesiredReader(keys: keys, allowsUnsigned: fleet.allowUnsigned)
    }

    private static func key(_ text: String) throws(RunError) -> VerificationKey {
        if let key = VerificationKey(text: text) { return key }
        let descriptor = unsafe open(text, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadableKey(path: text, code: errno) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        guard count >= 0 else { throw .unreadableKey(path: text, code: errno) }
        guard let key = OctetKeyPair.publicKey(reading: Array(bytes.prefix(count))) else {
            throw .malformedKey(path: text)
        }
        return key
    }
}
