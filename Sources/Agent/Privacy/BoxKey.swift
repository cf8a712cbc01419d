public import Privacy

/// The private key of this box, in a file that only the agent can read.
public enum BoxKey {
    /// Reads the key, or makes one where there is none yet.
    public static func load(_ path: String) throws(PrivateFileError) -> EnrolmentKey {
        if let octets = try PrivateFile.read(path) {
            guard let key = EnrolmentKey(privateKey: octets.span) else {
                throw .notThis(path: path, what: "key of 32 bytes")
            }
            return key
        }
        var generator = SystemRandomNumberGenerator()
        let key = EnrolmentKey(using: &generator)
        var failure: PrivateFileError?
        key.withPrivateKey { octets in
            do throws(PrivateFileError) { try PrivateFile.replace(path, with: octets) } catch { failure = error }
        }
        if let failure { throw failure }
        return key
    }
}
