internal import CNetlink

/// A question or an order to the kernel, not yet sent.
package struct NetlinkRequest: Equatable, Sendable {
    /// Who is asked: it decides the message's type and what stands before the attributes.
    package enum Recipient: Equatable, Sendable {
        /// A command of a generic family: nl80211, or that of the simulated radios.
        case generic(command: UInt8)
        /// A message type of rtnetlink.
        case route(type: UInt16)
    }

    /// What it is for, to stand after "cannot": `tune wlan1 to 2437 MHz`.
    package let purpose: String
    package let recipient: Recipient
    /// Whether the answer is a list.
    package let isDump: Bool
    /// Fixed header of the family, if any, and attributes.
    package private(set) var body: [UInt8] = []

    package init(_ purpose: String, _ recipient: Recipient, isDump: Bool = false, header: [UInt8] = []) {
        self.purpose = purpose
        self.recipient = recipient
        self.isDump = isDump
        if case .generic(let command) = recipient { body = [command, 0, 0, 0] }  // struct genlmsghdr
        body += header
    }

    /// Adds an attribute of 32 bits.
    package func with(_ type: UInt32, _ value: UInt32) -> Self {
        with(type, bytes: (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
    }

    /// Adds an attribute of text, with the zero at its end.
    package func with(_ type: UInt32, _ text: String) -> Self { with(type, bytes: Array(text.utf8) + [0]) }

    /// Adds an attribute that says all by being there.
    package func with(flag type: UInt32) -> Self { with(type, bytes: []) }

    /// The bytes as they are sent, given the number that the family has on this kernel.
    func datagram(family: UInt16, sequence: UInt32) -> [UInt8] {
        let type = if case .route(let type) = recipient { type } else { family }
        let flags = UInt16(NLM_F_REQUEST | NLM_F_ACK) | (isDump ? UInt16(NLM_F_ROOT | NLM_F_MATCH) : 0)
        let length = UInt32(NetlinkMessage.headerSize + body.count)
        var bytes: [UInt8] = []
        for (value, size) in [(length, 4), (UInt32(type), 2), (UInt32(flags), 2), (sequence, 4), (0, 4)] {
            bytes += (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        return bytes + body
    }

    /// Adds an attribute of these bytes.
    package func with(_ type: UInt32, bytes: [UInt8]) -> Self {
        var copy = self
        let length = 4 + bytes.count
        copy.body += [UInt8(length & 0xFF), UInt8(length >> 8), UInt8(type & 0xFF), UInt8(type >> 8)] + bytes
        copy.body += Array(repeating: 0, count: NetlinkMessage.aligned(length) - length)
        return copy
    }
}
