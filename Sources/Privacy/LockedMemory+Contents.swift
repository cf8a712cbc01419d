import CCrypto

/// What is done with secrets where they lie: no copy of them is ever in ordinary memory.
extension LockedMemory {
    /// `byteCount` random bytes, a multiple of 8.
    static func random(byteCount: Int, using generator: inout some RandomNumberGenerator) -> LockedMemory {
        precondition(byteCount % 8 == 0, "random bytes come in words")
        let memory = LockedMemory(byteCount: byteCount)
        unsafe memory.withBytes { bytes in
            for offset in stride(from: 0, to: byteCount, by: 8) {
                unsafe bytes.storeBytes(of: generator.next() as UInt64, toByteOffset: offset, as: UInt64.self)
            }
        }
        return memory
    }

    /// A copy of octets that lie elsewhere.
    init(copying octets: Span<UInt8>) {
        self.init(byteCount: max(octets.count, 1))
        unsafe withBytes { bytes in
            for index in octets.indices {
                unsafe bytes.storeBytes(of: octets[index], toByteOffset: index, as: UInt8.self)
            }
        }
    }

    /// Copies bytes of another secret to `offset`.
    func copy(_ source: borrowing LockedMemory, _ range: Range<Int>, to offset: Int) {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= source.byteCount && offset >= 0
                && offset + range.count <= byteCount, "a copy stays within both secrets")
        unsafe source.withBytes { source in
            unsafe withBytes { target in
                unsafe (target + offset).copyMemory(from: source + range.lowerBound, byteCount: range.count)
            }
        }
    }

    /// Writes octets that are no secret to `offset`.
    func write(_ octets: [UInt8], at offset: Int) {
        precondition(offset >= 0 && offset + octets.count <= byteCount, "octets stay within the secret")
        unsafe withBytes { target in
            for (index, octet) in octets.enumerated() {
                unsafe target.storeBytes(of: octet, toByteOffset: offset + index, as: UInt8.self)
            }
        }
    }

    /// Some of the bytes in ordinary memory: only for what is to leave, such as a ciphertext.
    func octets(_ range: Range<Int>) -> [UInt8] {
        precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "octets stay within the memory")
        return unsafe withBytes { bytes in
            range.map { unsafe bytes.load(fromByteOffset: $0, as: UInt8.self) }
        }
    }

    /// The 64-bit word at `offset`, a multiple of 8.
    func word(at offset: Int) -> UInt64 {
        precondition(offset >= 0 && offset + 8 <= byteCount, "a word stays within the memory")
        return unsafe withBytes { unsafe $0.load(fromByteOffset: offset, as: UInt64.self) }
    }

    /// Whether the first `count` bytes are the same, in a time that does not depend on where they differ.
    func begins(like other: borrowing LockedMemory, count: Int) -> Bool {
        precondition(count <= byteCount && count <= other.byteCount, "what is compared stays within both secrets")
        return unsafe withBytes { bytes in
            unsafe other.withBytes { others in unsafe CRYPTO_memcmp(bytes, others, count) == 0 }
        }
    }
}
