import Uplink

extension Configuration {
    /// Where messages go, and how the sensor proves who it is.
    public struct Broker: Equatable, Sendable {
        /// `mqtt://host:port`, or `mqtts://host:port` for TLS. Without a port, 1883 or 8883.
        public var url = "mqtt://127.0.0.1:1883"
        /// Brokers to turn to, in this order, while the one at `url` does not answer; at most 7. Everything else holds for
        /// them, too.
        public var fallbackUrls: [String] = []
        /// Certificates (PEM) that the broker's one must go back to; `nil` for those of the system.
        public var caFile: String?
        /// The sensor's own certificate (PEM), with `keyFile`.
        public var certificateFile: String?
        /// The private key (PEM) of `certificateFile`.
        public var keyFile: String?
        /// The name to sign on with.
        public var username: String?
        /// The file whose first line is the password of `username`.
        public var passwordFile: String?
        /// Whether messages may leave this machine unencrypted.
        public var allowPlaintext = false
        /// The longest silence towards the broker: 5 to 600 s.
        public var keepAliveSeconds = 30
        /// Who the sensor is to the broker; `nil` for ``Configuration/clientIdentifier`` from site and sensor.
        public var clientIdentifier: String?

        /// The defaults.
        public init() {}
    }
}

extension Configuration.Broker: DocumentSection {
    static let fields: [DocumentField<Self>] = [
        .value("url", \.url, .brokerAddress),
        .value("fallbackUrls", \.fallbackUrls, .brokerAddresses),
        .optional("caFile", \.caFile, .filePath(example: "/etc/footfall/ca.pem")),
        .optional("certificateFile", \.certificateFile, .filePath(example: "/etc/footfall/sensor.pem")),
        .optional("keyFile", \.keyFile, .filePath(example: "/etc/footfall/sensor.key")),
        .optional("username", \.username, .userName),
        .optional("passwordFile", \.passwordFile, .filePath(example: "/etc/footfall/password")),
        .value("allowPlaintext", \.allowPlaintext, .boolean),
        .value("keepAliveSeconds", \.keepAliveSeconds, .integer(in: 5...600)),
        .optional("clientIdentifier", \.clientIdentifier, .clientIdentifier),
    ]

    var contradictions: [Contradiction] {
        guard let address = try? BrokerAddress(url: url) else { return [] }
        let fallbacks = fallbackUrls.compactMap { try? BrokerAddress(url: $0) }
        return encryption(of: address, isAlone: !fallbacks.contains(where: \.isSecure))
            + fallbacks.lazy.flatMap { plaintext(to: $0, "fallbackUrls") }.prefix(1)
            + [
                together("certificateFile", certificateFile, needs: "keyFile", keyFile),
                together("keyFile", keyFile, needs: "certificateFile", certificateFile),
                together("passwordFile", passwordFile, needs: "username", username),
            ].compactMap(\.self)
    }

    private func plaintext(to address: BrokerAddress, _ key: String) -> [Contradiction] {
        guard !address.isSecure, !address.isLoopback, !allowPlaintext else { return [] }
        let message = "leads to another machine without encryption (use mqtts://, or set allowPlaintext: true)"
        return [Contradiction(key, "allowPlaintext", message: message)]
    }

    private func encryption(of address: BrokerAddress, isAlone: Bool) -> [Contradiction] {
        var found = plaintext(to: address, "url")
        guard !address.isSecure, isAlone else { return found }
        let forEncryption = [("caFile", caFile), ("certificateFile", certificateFile), ("keyFile", keyFile)]
        for (key, value) in forEncryption where value != nil {
            let message = "has no effect without encryption (begin the url with mqtts://, or leave this out)"
            found.append(Contradiction(key, "url", message: message))
        }
        return found
    }

    private func together(_ key: String, _ value: String?, needs other: String, _ needed: String?) -> Contradiction? {
        guard value != nil, needed == nil else { return nil }
        return Contradiction(other, key, message: "is missing beside \(key) (give both, or neither)")
    }
}
