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
        guard let name = networkName(in: bytes) else { return false }
        return bytes.extracting(name).ends(with: "_nomap") || bytes.extracting(name).ends(with: "_optout")
    }
}

extension Span where Element == UInt8 {
    fileprivate func ends(with suffix: String) -> Bool {
        guard count >= suffix.utf8.count else { return false }
        var offset = count
        // From the end: almost every name differs in its last octet.
        for octet in suffix.utf8.reversed() {
            offset -= 1
            guard self[offset] == octet else { return false }
        }
        return true
    }
}
