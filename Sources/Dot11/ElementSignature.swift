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
            let start = element.contents.lowerBound
            let count = UInt64(truncatingIfNeeded: element.contents.upperBound &- start)
            let id = UInt64(element.id)
            switch element.id {
            case 1, 45, 50, 127, 191:
                hash.append(id | count << 8, count: 2)
                hash.append(bytes, from: start, count: count)
            case 221 where count >= 4:
                hash.append(id | 4 << 8 | UInt64(bytes.littleEndian32(at: start)) << 16, count: 6)
            case 221: hash.append(bytes, from: start &- 2, count: count + 2)
            case 255 where count > 0: hash.append(id | 1 << 8 | UInt64(bytes[start]) << 16, count: 3)
            case 255: hash.append(id, count: 2)
            default: hash.append(id, count: 1)
            }
        }
        return hash.finalize()
    }
}

extension SipHash {
    /// The `count` octets at `start`. At least eight stand before them: the frame's header.
    @inline(__always)
    fileprivate mutating func append(_ bytes: Span<UInt8>, from start: Int, count: UInt64) {
        var offset = start
        var rest = count
        while rest >= 8 {
            append(bytes.littleEndian64(at: offset), count: 8)
            offset &+= 8
            rest &-= 8
        }
        guard rest > 0 else { return }
        // The last eight octets, without those that were already taken or stand before.
        let end = offset &+ Int(truncatingIfNeeded: rest)
        append(bytes.littleEndian64(at: end &- 8) &>> (64 &- 8 &* rest), count: rest)
    }
}
