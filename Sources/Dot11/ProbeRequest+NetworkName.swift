extension ProbeRequest {
    /// Offsets of the network's name (SSID, at most 32 octets when well formed); `nil` when the frame has none.
    ///
    /// An empty range asks for any network. Of several the first one counts. Source: IEEE 802.11-2020 §9.4.2.2.
    public func networkName(in bytes: Span<UInt8>) -> Range<Int>? {
        var cursor = elementCursor
        while let element = cursor.next(in: bytes) {
            if element.id == 0 { return element.contents }
        }
        return nil
    }

    /// Whether it asks for one named network, and not for any.
    public func isDirected(in bytes: Span<UInt8>) -> Bool {
        networkName(in: bytes).map { !$0.isEmpty } ?? false
    }

    /// Whether the network's name ends in `_nomap` or `_optout`: the owner objects to being counted.
    public func objectsToCounting(in bytes: Span<UInt8>) -> Bool {
        guard let name = networkName(in: bytes), name.count >= 6 else { return false }
        // Its last eight octets, or what stands before a shorter name: the frame's header at least.
        let end = bytes.littleEndian64(at: name.upperBound - 8)
        return end >> 16 == nomap || name.count >= 7 && end >> 8 == optout
    }
}

/// `_nomap`, the first octet lowest.
private let nomap: UInt64 = 0x7061_6D6F_6E5F
/// `_optout`, the first octet lowest.
private let optout: UInt64 = 0x74_756F_7470_6F5F
