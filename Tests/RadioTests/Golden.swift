import Foundation

@testable import Radio

/// A recording in `Golden/`: what `iw` or `ip` and the kernel said to each other.
struct Golden {
    /// The messages, each as it was on the wire.
    let messages: [[UInt8]]

    init(_ name: String) throws {
        let text = try Self.text(name + ".hex")
        let digits = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined()
        messages = digits.split(separator: ".").map { Self.bytes($0.filter { !$0.isWhitespace }) }
    }

    /// The payloads of the kernel's answers, as a session hands them on.
    var answers: [ArraySlice<UInt8>] {
        messages.dropFirst().flatMap { NetlinkMessage.messages(in: $0) }.filter { $0.type > 3 }
            .map { $0.payload.dropFirst(4) }
    }

    /// The acknowledgement, the last message.
    var acknowledgement: NetlinkMessage? { messages.last.flatMap { NetlinkMessage.messages(in: $0).first } }

    /// A text file beside the recordings.
    static func text(_ name: String) throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
        return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    /// All recordings, for tests of what must hold for any bytes.
    static let names = [
        "add", "domain-US", "domain-world", "down", "events-links", "events-wireless", "interface", "interfaces",
        "monitor", "monitor-busy", "radios-US", "radios-world", "remove", "survey", "tune", "tune-disabled", "up",
    ]

    static func bytes(_ hex: String) -> [UInt8] {
        stride(from: 0, to: hex.count, by: 2).compactMap { offset in
            let start = hex.index(hex.startIndex, offsetBy: offset)
            return UInt8(hex[start..<hex.index(start, offsetBy: 2)], radix: 16)
        }
    }
}
