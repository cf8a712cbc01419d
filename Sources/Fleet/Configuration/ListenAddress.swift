/// One address of this box and a port to answer on, as `127.0.0.1:9477` or `[::1]:9477`.
///
/// An address that stands for all of them is none: who opens a box to a network says to which.
public struct ListenAddress: Equatable, Sendable, CustomStringConvertible {
    /// The address without brackets, as inet_pton(3) reads it.
    public let host: String
    /// Whether ``host`` is of version 6 of the protocol.
    public let isVersion6: Bool
    /// From 1 to 65535.
    public let port: UInt16

    /// Reads an address; `nil` for a text that is none.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.mostBytes, let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), digits.first != "0",
            let port = UInt16(digits), port > 0
        else { return nil }
        let host = text[..<colon]
        isVersion6 = host.hasPrefix("[") && host.hasSuffix("]")
        self.host = String(isVersion6 ? host.dropFirst().dropLast() : host)
        self.port = port
        guard isVersion6 ? Self.isVersion6(self.host) : Self.isVersion4(self.host) else { return nil }
    }

    public var description: String { isVersion6 ? "[\(host)]:\(port)" : "\(host):\(port)" }

    private static func isVersion4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isWritten = parts.allSatisfy { part in
            part.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt8(part) != nil
                && (part.utf8.count == 1 || part.first != "0")
        }
        return parts.count == 4 && isWritten && UInt8(parts[0]) != 0
    }

    /// Groups of digits with at most one gap (RFC 4291 §2.2), and not the unspecified address.
    private static func isVersion6(_ host: String) -> Bool {
        let halves = host.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return false }
        let groups = halves.flatMap { half in
            half.isEmpty ? [] : half.split(separator: ":", omittingEmptySubsequences: false)
        }
        guard groups.allSatisfy({ (1...4).contains($0.utf8.count) && UInt16($0, radix: 16) != nil && $0.first != "+" }),
            halves.count == 2 ? groups.count <= 7 : groups.count == 8
        else { return false }
        return groups.contains { UInt16($0, radix: 16) != 0 }
    }

    private static let mostBytes = 64
}

extension FieldRule where Value == ListenAddress {
    /// Where to answer.
    static let listenAddress = Self(
        expectation: "one numeric address of this box and a port, ADDRESS:PORT", example: "127.0.0.1:9477",
        decode: { content throws(FieldFault) in
            guard case .string(let text) = content else { throw FieldRule<String>.notText(content) }
            guard let address = ListenAddress(text) else { throw FieldFault(kind: .outOfRange) }
            return address
        },
        encode: { .string($0.description) },
        schema: .text(pattern: "^([0-9.]{7,15}|\\[[0-9A-Fa-f:]{3,45}\\]):[1-9][0-9]{0,4}$"))
}

extension FieldRule where Value == String {
    /// A file that node_exporter's textfile collector takes note of.
    static let metricsFile = Self(
        expectation: "an absolute path that ends in .prom", example: "/run/footfall/footfall.prom",
        decode: { content throws(FieldFault) in
            let path = try FieldRule<String>.filePath(example: "").decode(content)
            guard path.hasSuffix(".prom") else { throw FieldFault(kind: .outOfRange) }
            return path
        },
        encode: { .string($0) },
        schema: .text(pattern: "^/[^\\u0000-\\u001f\\u007f-\\u009f]*\\.prom$", lengths: 1...4095))
}
