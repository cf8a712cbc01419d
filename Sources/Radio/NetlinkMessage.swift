/// A message of a netlink datagram.
///
/// Numbers are in the machine's byte order, which is little-endian wherever this agent runs (amd64, arm64).
/// Source: linux/netlink.h `struct nlmsghdr`.
struct NetlinkMessage: Equatable, Sendable {
    let type: UInt16
    let flags: UInt16
    let sequence: UInt32
    /// What follows the 16 bytes of the header.
    let payload: ArraySlice<UInt8>

    /// The messages in `datagram`; what is left when a length is impossible is ignored.
    static func messages(in datagram: [UInt8]) -> [Self] {
        var messages: [Self] = []
        var rest = datagram[...]
        while rest.count >= headerSize {
            let length = Int(rest.word(at: 0))
            guard length >= headerSize, length <= rest.count else { break }
            let message = rest.prefix(length)
            messages.append(
                Self(
                    type: message.half(at: 4), flags: message.half(at: 6), sequence: message.word(at: 8),
                    payload: message.dropFirst(headerSize)))
            rest = rest.dropFirst(aligned(length))
        }
        return messages
    }

    /// Lengths are rounded up to four bytes in netlink.
    static func aligned(_ length: Int) -> Int { (length + 3) & ~3 }

    static let headerSize = 16
}

extension ArraySlice<UInt8> {
    /// The 16-bit number at `offset` from the start of the slice, which is long enough.
    func half(at offset: Int) -> UInt16 {
        UInt16(self[startIndex + offset]) | UInt16(self[startIndex + offset + 1]) << 8
    }

    /// The 32-bit number at `offset` from the start of the slice, which is long enough.
    func word(at offset: Int) -> UInt32 {
        UInt32(half(at: offset)) | UInt32(half(at: offset + 2)) << 16
    }
}
