/// The attributes in a stretch of bytes, in their order; it ends at the first one whose length is impossible.
/// Source: linux/netlink.h `struct nlattr`.
package struct NetlinkAttributes: Sequence, IteratorProtocol {
    private var rest: ArraySlice<UInt8>

    package init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    package mutating func next() -> NetlinkAttribute? {
        guard rest.count >= 4 else { return nil }
        let length = Int(rest.half(at: 0))
        guard length >= 4, length <= rest.count else { return nil }
        // The two highest bits say that it is nested, or in network byte order: NLA_TYPE_MASK.
        let attribute = NetlinkAttribute(type: rest.half(at: 2) & 0x3FFF, payload: rest.prefix(length).dropFirst(4))
        rest = rest.dropFirst(NetlinkMessage.aligned(length))
        return attribute
    }
}

/// One attribute: a number that says what it is, and bytes.
package struct NetlinkAttribute: Equatable, Sendable {
    package let type: UInt16
    package let payload: ArraySlice<UInt8>

    /// The value as a number of 32 bits; `nil` when it is shorter.
    package var word: UInt32? { payload.count >= 4 ? payload.word(at: 0) : nil }

    /// The value as text, up to the zero that ends it.
    package var text: String { String(decoding: payload.prefix { $0 != 0 }, as: UTF8.self) }

    /// The value as attributes.
    package var nested: NetlinkAttributes { NetlinkAttributes(payload) }
}
