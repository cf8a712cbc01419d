/// Who may look: whoever is on this machine; others with a password or a certificate.
public struct Protection: Equatable, Sendable {
    /// The files of a server under TLS, each PEM.
    public struct Files: Equatable, Sendable {
        /// The server's certificate chain.
        public var certificate: String
        /// Its key, without a pass phrase.
        public var key: String
        /// What the certificates of browsers have to go back to; `nil`: none is asked for.
        public var clientAuthority: String?

        /// These files.
        public init(certificate: String, key: String, clientAuthority: String? = nil) {
            self.certificate = certificate
            self.key = key
            self.clientAuthority = clientAuthority
        }
    }

    /// What a browser has to give.
    public var password: PasswordHash?
    /// The connection is under TLS.
    public var tls: Files?
    /// Passwords may cross a network in the clear, for instance inside a tunnel.
    public var allowsPlaintext: Bool
    /// Names by which browsers may ask, besides the address itself; without any and behind a password, all.
    public var hosts: [String]

    /// Protection of these parts.
    public init(
        password: PasswordHash? = nil, tls: Files? = nil, allowsPlaintext: Bool = false, hosts: [String] = []
    ) {
        self.password = password
        self.tls = tls
        self.allowsPlaintext = allowsPlaintext
        self.hosts = hosts
    }

    /// Why this is too little for an address; `nil` when it does.
    public func fault(at address: PageAddress) -> String? {
        if address.isLoopback { return nil }
        if password == nil, tls?.clientAuthority == nil {
            return "\(address.host) is reached from other machines: who may look? Give --page-password-file (see: "
                + "footfall-dashboard password), or --page-certificate-file, "
                + "--page-key-file and --page-client-ca-file; or listen on "
                + "127.0.0.1"
        }
        if tls == nil, !allowsPlaintext {
            return "a password would cross the network in the clear: give --page-certificate-file and "
                + "--page-key-file, or --page-allow-plaintext if something else encrypts"
        }
        return nil
    }
}
