/// SipHash-2-4, fed with up to eight bytes at a time.
///
/// Source: Aumasson, Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT 2012, §2.
struct SipHash {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64
    /// Octets that do not make a word yet, the first one lowest.
    private var pending: UInt64 = 0
    private var octetCount: UInt64 = 0

    /// The first eight octets of the key are `k0`, little-endian.
    init(_ k0: UInt64, _ k1: UInt64) {
        v0 = k0 ^ 0x736f_6d65_7073_6575
        v1 = k1 ^ 0x646f_7261_6e64_6f6d
        v2 = k0 ^ 0x6c79_6765_6e65_7261
        v3 = k1 ^ 0x7465_6462_7974_6573
    }

    /// Appends the `count` lowest octets of `octets`, the lowest first; those above are zero. 1 ≤ `count` ≤ 8.
    @inline(__always)
    mutating func append(_ octets: UInt64, count: UInt64) {
        let held = octetCount & 7
        pending |= octets &<< (8 &* held)
        octetCount &+= count
        guard held &+ count >= 8 else { return }
        compress(pending)
        // In two steps, since nothing is left over when nothing was held: a masked shift by 64 would not give zero.
        pending = (octets &>> 8) &>> (8 &* (7 &- held))
    }

    /// The hash of all that was appended.
    @inline(__always)
    consuming func finalize() -> UInt64 {
        compress(pending | octetCount &<< 56)
        v2 ^= 0xff
        for _ in 0..<4 { round() }
        return v0 ^ v1 ^ v2 ^ v3
    }

    @inline(__always)
    private mutating func compress(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    @inline(__always)
    private mutating func round() {
        v0 &+= v1
        v1 = rotated(v1, 13) ^ v0
        v0 = rotated(v0, 32)
        v2 &+= v3
        v3 = rotated(v3, 16) ^ v2
        v0 &+= v3
        v3 = rotated(v3, 21) ^ v0
        v2 &+= v1
        v1 = rotated(v1, 17) ^ v2
        v2 = rotated(v2, 32)
    }
}

@inline(__always)
private func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 { word &<< count | word &>> (64 &- count) }
