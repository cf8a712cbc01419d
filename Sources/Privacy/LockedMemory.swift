import CCrypto

/// Bytes that are never swapped out, never part of a core dump, and overwritten when they end.
///
/// They come from OpenSSL's secure heap: one arena, locked, between guard pages, excluded from dumps.
/// Source: CRYPTO_secure_malloc(3).
@safe struct LockedMemory: ~Copyable {
    private let base: UnsafeMutableRawPointer
    /// How many bytes there are.
    let byteCount: Int

    /// Whether the operating system agreed to lock the memory (`RLIMIT_MEMLOCK`).
    static var isLocked: Bool { arena == .locked }

    /// `byteCount` zero bytes. Every caller asks for a small constant of the arena: running out is a fault of ours.
    init(byteCount: Int) {
        _ = Self.arena
        guard let base = unsafe CRYPTO_secure_zalloc(byteCount, nil, 0) else {
            preconditionFailure("the locked memory for keys is used up")
        }
        unsafe self.base = unsafe base
        self.byteCount = byteCount
    }

    deinit { unsafe CRYPTO_secure_clear_free(base, byteCount, nil, 0) }

    /// The bytes, for the time of one call.
    @inline(__always)
    func withBytes<Result: ~Copyable>(_ body: (UnsafeMutableRawPointer) -> Result) -> Result { unsafe body(base) }

    private enum Arena { case locked, unlocked }

    /// The arena holds a site's keys with room to spare; TLS keys of the broker connection share it.
    private static let arena: Arena = CRYPTO_secure_malloc_init(65_536, 16) == 1 ? .locked : .unlocked
}
