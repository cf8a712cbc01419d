import Signing

extension Configuration {
    /// SHA-256 of ``effectiveDocument()`` in hexadecimal digits: equal for equal configurations.
    public var digest: String { SHA256Digest(of: effectiveDocument().json()).hexadecimal }
}
