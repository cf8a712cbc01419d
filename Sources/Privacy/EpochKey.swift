import CCrypto

/// The secret of one epoch, in locked memory, ready to turn addresses into tags.
///
/// Tags are HMAC-SHA-256 (RFC 2104) with both pads hashed once, when the key is made: a tag costs two runs of the
/// compression function and no allocation. Measured against OpenSSL's own interfaces with a reused key: see
/// decision 0001 in this room's documentation. This file is the only one of the room that touches raw memory,
/// beside ``LockedMemory``.
struct EpochKey: ~Copyable {
    /// Which epoch it belongs to.
    let epoch: Int64
    private let memory: LockedMemory

    /// The key of `epoch` that `fill` writes into the 32 bytes that it is given.
    init(epoch: Int64, fill: (UnsafeMutableRawPointer) -> Void) {
        self.epoch = epoch
        memory = LockedMemory(byteCount: Layout.byteCount)
        unsafe memory.withBytes { bytes in
            unsafe fill(bytes + Layout.key)
            unsafe Self.hashPad(filledWith: 0x36, of: bytes, into: Layout.innerState)
            unsafe Self.hashPad(filledWith: 0x5C, of: bytes, into: Layout.outerState)
            unsafe Self.prepareBlock(at: bytes + Layout.innerBlock, messageByteCount: Layout.addressByteCount)
            unsafe Self.prepareBlock(at: bytes + Layout.outerBlock, messageByteCount: Layout.digestByteCount)
        }
    }

    /// The leftmost 32 bits of HMAC-SHA-256 over the six octets of an address.
    ///
    /// - Parameter address: The octets as the lower 48 bits, the first one most significant.
    func tag(ofAddress address: UInt64) -> UInt32 {
        unsafe memory.withBytes { bytes in
            let context = unsafe (bytes + Layout.context).assumingMemoryBound(to: SHA256_CTX.self)
            let state = unsafe bytes + Layout.context  // the eight chaining words are the context's first member
            let head = UInt32(truncatingIfNeeded: address >> 16).bigEndian
            let tail = UInt16(truncatingIfNeeded: address).bigEndian
            unsafe (bytes + Layout.innerBlock).storeBytes(of: head, as: UInt32.self)
            unsafe (bytes + Layout.innerBlock).storeBytes(of: tail, toByteOffset: 4, as: UInt16.self)
            unsafe state.copyMemory(from: bytes + Layout.innerState, byteCount: Layout.digestByteCount)
            unsafe SHA256_Transform(context, (bytes + Layout.innerBlock).assumingMemoryBound(to: UInt8.self))
            // Or the last address would stay with the key.
            unsafe (bytes + Layout.innerBlock).storeBytes(of: 0, as: UInt32.self)
            unsafe (bytes + Layout.innerBlock).storeBytes(of: 0, toByteOffset: 4, as: UInt16.self)
            for word in stride(from: 0, to: Layout.digestByteCount, by: 4) {
                let value = unsafe state.load(fromByteOffset: word, as: UInt32.self)
                unsafe (bytes + Layout.outerBlock).storeBytes(of: value.bigEndian, toByteOffset: word, as: UInt32.self)
            }
            unsafe state.copyMemory(from: bytes + Layout.outerState, byteCount: Layout.digestByteCount)
            unsafe SHA256_Transform(context, (bytes + Layout.outerBlock).assumingMemoryBound(to: UInt8.self))
            return unsafe state.load(as: UInt32.self)
        }
    }

    /// The key of a later epoch: HKDF-SHA-256 (RFC 5869) over this key and the 32 random bytes of `step`.
    ///
    /// One-way backwards, since the hash is; unknown to whoever stole this key, since the random bytes are.
    func successor(epoch: Int64, site: [UInt8], step: borrowing LockedMemory) -> EpochKey {
        let material = LockedMemory(byteCount: 64)
        let info = Array("footfall epoch".utf8) + epoch.bigEndianBytes
        copyKey(to: material, at: 0)
        material.copy(step, 0..<32, to: 32)
        return unsafe material.withBytes { material in
            unsafe EpochKey(epoch: epoch) { key in
                unsafe HKDF.deriveKey(from: material, byteCount: 64, salt: site, info: info, into: key)
            }
        }
    }

    /// The key of a later epoch, of fresh random bytes that nobody else knows.
    func successor(epoch: Int64, site: [UInt8], using generator: inout some RandomNumberGenerator) -> EpochKey {
        successor(epoch: epoch, site: site, step: .random(byteCount: 32, using: &generator))
    }

    /// The key of `epoch` that stands in the 32 bytes from `offset` on.
    init(epoch: Int64, copying memory: borrowing LockedMemory, from offset: Int) {
        self = unsafe memory.withBytes { source in
            unsafe EpochKey(epoch: epoch) { key in unsafe key.copyMemory(from: source + offset, byteCount: 32) }
        }
    }

    /// Whether another key is the same.
    func isEqual(to other: borrowing EpochKey) -> Bool { memory.begins(like: other.memory, count: 32) }

    /// Copies the 32 bytes of the key to `target`, at `offset`.
    func copyKey(to target: borrowing LockedMemory, at offset: Int) { target.copy(memory, 0..<32, to: offset) }

    /// A key without a predecessor.
    static func random(epoch: Int64, using generator: inout some RandomNumberGenerator) -> EpochKey {
        EpochKey(epoch: epoch, copying: .random(byteCount: 32, using: &generator), from: 0)
    }

    /// Runs the compression function over the key padded with `pad`, and keeps the chaining words at `offset`.
    private static func hashPad(filledWith pad: UInt8, of bytes: UnsafeMutableRawPointer, into offset: Int) {
        let context = unsafe (bytes + Layout.context).assumingMemoryBound(to: SHA256_CTX.self)
        let block = unsafe (bytes + Layout.innerBlock).assumingMemoryBound(to: UInt8.self)
        for index in 0..<64 {
            unsafe block[index] = pad
            if index < 32 { unsafe block[index] ^= bytes.load(fromByteOffset: Layout.key + index, as: UInt8.self) }
        }
        unsafe SHA256_Init(context)
        unsafe SHA256_Transform(context, block)
        unsafe (bytes + offset).copyMemory(from: bytes + Layout.context, byteCount: Layout.digestByteCount)
    }

    /// The last block of a hash whose first block was a pad: the message, the end mark, the length in bits.
    private static func prepareBlock(at block: UnsafeMutableRawPointer, messageByteCount: Int) {
        unsafe block.initializeMemory(as: UInt8.self, repeating: 0, count: 64)
        unsafe block.storeBytes(of: 0x80, toByteOffset: messageByteCount, as: UInt8.self)
        unsafe block.storeBytes(of: UInt16((64 + messageByteCount) * 8).bigEndian, toByteOffset: 62, as: UInt16.self)
    }

    private enum Layout {
        static let addressByteCount = 6
        static let digestByteCount = 32
        static let key = 0
        static let innerState = 32
        static let outerState = 64
        static let innerBlock = 96
        static let outerBlock = 160
        static let context = 224
        static let byteCount = 224 + MemoryLayout<SHA256_CTX>.size
    }
}

extension FixedWidthInteger {
    var bigEndianBytes: [UInt8] {
        stride(from: Self.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> $0) }
    }
}
