/// Where a broker is: what `mqtt://host:port` and `mqtts://host:port` say.
public struct BrokerAddress: Equatable, Sendable {
    /// A name, an IPv4 address, or an IPv6 address without brackets.
    public var host: String
    /// The TCP port.
    public var port: UInt16
    /// Whether the connection is under TLS.
    public var isSecure: Bool

    /// An address of these parts.
    public init(host: String, port: UInt16, isSecure: Bool) {
        self.host = host
        self.port = port
        self.isSecure = isSecure
    }

    /// Reads `mqtt://HOST[:PORT]` or `mqtts://HOST[:PORT]`, with or without a slash at the end; an IPv6 address stands
    /// in brackets. The port is by default 1883, under TLS 8883.
    ///
    /// - Throws: what is wrong; the text is not repeated, since it may hold a password.
    public init(url: String) throws(BrokerAddressError) {
        guard let separator = url.firstRange(of: "://") else { throw .unknownScheme }
        switch url[..<separator.lowerBound].lowercased() {
        case "mqtt": isSecure = false
        case "mqtts": isSecure = true
        default: throw .unknownScheme
        }
        var authority = url[separator.upperBound...]
        if authority.last == "/" { authority.removeLast() }
        if authority.contains("@") { throw .holdsCredentials }
        if authority.contains(where: { "/?#".contains($0) }) { throw .holdsPath }
        let (host, port) = try Self.split(authority)
        self.host = host
        self.port = try port.map(Self.port) ?? (isSecure ? 8883 : 1883)
    }

    /// Whether the broker is certainly on this machine: `localhost`, 127.0.0.0/8, `::1`.
    public var isLoopback: Bool {
        if host.lowercased() == "localhost" || host == "::1" { return true }
        let octets = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return octets.count == 4 && octets[0] == 127 && !octets.contains(nil)
    }

    private static func split(_ authority: Substring) throws(BrokerAddressError) -> (host: String, port: Substring?) {
        let host: Substring
        var rest: Substring
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]") else { throw .malformedHost }
            host = authority[authority.index(after: authority.startIndex)..<end]
            rest = authority[authority.index(after: end)...]
            guard host.contains(":"), host.utf8.allSatisfy(Self.isIPv6Character) else { throw .malformedHost }
        } else {
            let end = authority.firstIndex(of: ":") ?? authority.endIndex
            host = authority[..<end]
            rest = authority[end...]
            guard !host.isEmpty, host.utf8.allSatisfy(Self.isNameCharacter) else { throw .malformedHost }
        }
        if rest.isEmpty { return (String(host), nil) }
        guard rest.removeFirst() == ":" else { throw .malformedHost }
        return (String(host), rest)
    }

    private static func port(_ text: Substring) throws(BrokerAddressError) -> UInt16 {
        guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let port = UInt16(text), port > 0
        else { throw .malformedPort }
        return port
    }

    private static func isIPv6Character(_ byte: UInt8) -> Bool { isNameCharacter(byte) || ":%".utf8.contains(byte) }

    private static func isNameCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._".utf8.contains(byte)
        }
    }
}

extension BrokerAddress: CustomStringConvertible {
    /// The URL with its port.
    public var description: String { "\(isSecure ? "mqtts" : "mqtt")://\(endpoint)" }

    /// Host and port alone.
    public var endpoint: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
