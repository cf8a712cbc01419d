/// The key of a signature: 128 random bits.
public struct SignatureKey: Sendable {
    let words: (UInt64, UInt64)

    /// A key of two random words.
    public init(_ first: UInt64, _ second: UInt64) { words = (first, second) }
}

extension ProbeRequest {
    /// A keyed hash over what stays the same in one model of phone: the order of the elements and the contents of a few.
    ///
    /// Covered are the element IDs in order (with OUI and type of a vendor's element, with the extension of an extended
    /// one) and the contents of elements 1, 50, 45, 127 and 191. Left out is what varies inside one device: the network's
    /// name, the channel, and what else stands in vendors' elements. Each part is written so that no two different
    /// sequences of parts give the same bytes.
    ///
    /// - Parameter bytes: those that the frame was read from.
    public func signature(in bytes: Span<UInt8>, key: SignatureKey) -> UInt64 {
        var hash = SipHash(key.words.0, key.words.1)
        var cursor = elementCursor
        while let element = cursor.next(in: bytes) {
            let id = UInt64(element.id)
            let contents = element.contents
            switch element.id {
            case 1, 45, 50, 127, 191:
                hash.append(id | UInt64(contents.count) << 8, count: 2)
                hash.append(bytes, contents)
            case 221: hash.append(prefix: min(contents.count, 4), of: contents, id: id, bytes)
            case 255: hash.append(prefix: min(contents.count, 1), of: contents, id: id, bytes)
            default: hash.append(id, count: 1)
            }
        }
        return hash.finalize()
    }
}

extension SipHash {
    /// The ID, how many octets follow, and those.
    @inline(__always)
    fileprivate mutating func append(prefix count: Int, of contents: Range<Int>, id: UInt64, _ bytes: Span<UInt8>) {
        var word = id | UInt64(count) << 8
        if count == 4 {
            word |= UInt64(bytes.littleEndian32(at: contents.lowerBound)) << 16
        } else {
            for place in 0..<count { word |= UInt64(bytes[contents.lowerBound + place]) << (16 + 8 * UInt64(place)) }
        }
        append(word, count: 2 + count)
    }

    /// The octets at `range`. More than six octets stand before it: an element's own head and the frame's.
    @inline(__always)
    fileprivate mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var offset = range.lowerBound
        while offset &+ 8 <= range.upperBound {
            append(bytes.littleEndian64(at: offset), count: 8)
            offset &+= 8
        }
        let rest = range.upperBound &- offset
        guard rest > 0 else { return }
        // The last eight octets, those shifted out that were already taken or belong to what stands before.
        append(bytes.littleEndian64(at: range.upperBound &- 8) >> UInt64(8 &* (8 &- rest)), count: rest)
    }
}
