/// What the address of a broker says: `mqtt://host:port` or, encrypted, `mqtts://host:port`.
struct BrokerURL: Equatable, Sendable {
    /// Whether it is `mqtts`.
    let isEncrypted: Bool
    /// Whether what is sent there stays on this machine.
    let isLoopback: Bool

    /// Reads `text`. A fault never repeats it: it may hold a password by mistake.
    init(_ text: String) throws(FieldFault) {
        if text.contains("@") {
            throw Self.fault("a user or password in it would show in logs", cure: "use username and passwordFile")
        }
        if text.hasPrefix("mqtts://") {
            isEncrypted = true
        } else if text.hasPrefix("mqtt://") {
            isEncrypted = false
        } else {
            throw Self.fault("it has another scheme", cure: "mqtts is MQTT over TLS, mqtt is without")
        }
        let authority = text.dropFirst(isEncrypted ? 8 : 7)
        guard let (host, port) = Self.split(authority) else {
            throw Self.fault("its end is no port", cure: "write an IPv6 address in brackets, like mqtt://[::1]:1883")
        }
        if let port {
            guard port.utf8.count <= 5, port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(port),
                (1...65535).contains(number)
            else { throw Self.fault("its port is not from 1 to 65535", cure: "nothing may follow the port") }
        }
        guard let isLoopback = Self.isLoopback(host) else {
            throw Self.fault("its host is neither a name nor an address", cure: "nothing may follow the host and port")
        }
        self.isLoopback = isLoopback
    }

    static let expectation = "mqtt://HOST, mqtts://HOST, or either with :PORT after it"

    private static func fault(_ addition: String, cure: String) -> FieldFault {
        FieldFault(kind: .outOfRange, addition: addition, cure: cure)
    }

    /// Host (an IPv6 address with its brackets) and port; `nil` if something else than a port follows the host.
    private static func split(_ authority: Substring) -> (host: Substring, port: Substring?)? {
        let end =
            authority.hasPrefix("[")
            ? authority.firstIndex(of: "]").map { authority.index(after: $0) } : authority.firstIndex(of: ":")
        guard let end, end < authority.endIndex else { return (authority, nil) }
        guard authority[end] == ":" else { return nil }
        return (authority[..<end], authority[authority.index(after: end)...])
    }

    /// `nil` if `host` is no host at all.
    private static func isLoopback(_ host: Substring) -> Bool? {
        if host.hasPrefix("[") {
            guard host.hasSuffix("]") else { return nil }
            let address = host.dropFirst().dropLast()
            return isIPv6(address) ? address == "::1" : nil
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = labels.last, last.utf8.allSatisfy({ (0x30...0x39).contains($0) }), !last.isEmpty else {
            return TextRule.isHostName(String(host)) ? host.lowercased() == "localhost" : nil
        }
        let octets = labels.compactMap { $0.utf8.count <= 3 ? UInt8($0) : nil }
        return labels.count == 4 && octets.count == 4 ? octets[0] == 127 : nil
    }

    /// Source: RFC 4291 §2.2, forms 1 and 2.
    private static func isIPv6(_ address: Substring) -> Bool {
        let halves = address.split(separator: "::", omittingEmptySubsequences: false)
        let groups = halves.flatMap { $0.isEmpty ? [] : $0.split(separator: ":", omittingEmptySubsequences: false) }
        let isWhole = halves.count == 2 ? groups.count < 8 : halves.count == 1 && groups.count == 8
        return isWhole
            && groups.allSatisfy { group in
                (1...4).contains(group.utf8.count)
                    && group.unicodeScalars.allSatisfy { $0.properties.isASCIIHexDigit }
            }
    }
}

extension FieldRule where Value == String {
    /// The address of a broker.
    static let brokerURL = Self(
        expectation: BrokerURL.expectation, example: "mqtts://broker.example.org",
        decode: { content throws(FieldFault) in
            guard case .string(let text) = content else { throw notText(content) }
            _ = try BrokerURL(text)
            return text
        },
        encode: { .string($0) })
}
