public import Privacy

/// The key of this box to which others seal, in a file that only the agent can read.
public enum BoxKey {
    /// Reads the key, or makes one where there is none yet.
    public static func load(_ path: String) throws(PrivateFileError) -> EnrolmentKey {
        try KeyFile.key(path) { write in
            var generator = SystemRandomNumberGenerator()
            EnrolmentKey(using: &generator).withPrivateKey(write)
        } _: {
            EnrolmentKey(privateKey: $0)
        }
    }
}
