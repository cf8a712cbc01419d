/// Where the dashboard waits for browsers: a host and a port.
public struct PageAddress: Equatable, Sendable {
    /// A name, or an address; IPv6 without brackets.
    public let host: String
    /// The port; 0 lets the kernel choose one.
    public let port: Int

    /// Reads `127.0.0.1:8090`, `[::1]:8090`, `dashboard.local:8090`; `nil` for what is none.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }) else {
            return nil
        }
        self.host = host
        self.port = Int(port)
    }

    /// Whether only this machine gets there.
    public var isLoopback: Bool { Self.isLoopback(host) }

    /// Whether a name stands for this machine and no other.
    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
