/// What to trust and what to show. Each file is PEM. The host of the broker's address is the server name that is sent
/// and that the broker's certificate must carry, as a name or as an IP address.
public struct TLSSettings: Equatable, Sendable {
    /// The certificates that may vouch for the broker; nil: those that the system trusts.
    public var authorityFile: String?
    /// This client's certificate chain; needs ``keyFile``.
    public var certificateFile: String?
    /// The key of this client's certificate, without a pass phrase.
    public var keyFile: String?

    /// Trust as the arguments say, by default the system's authorities and no certificate of our own.
    public init(authorityFile: String? = nil, certificateFile: String? = nil, keyFile: String? = nil) {
        self.authorityFile = authorityFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
    }

    /// Where Debian keeps the authorities that the system trusts.
    static let systemAuthorities = "/etc/ssl/certs"
}
