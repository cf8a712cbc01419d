import Timekeeping

/// The tags and classes of the last few addresses, for the seconds of a scan: a phone sends several frames in a row.
///
/// It is the only place that holds an address after the call that brought it: at most 64, in locked memory, wiped
/// every 5 s (the limits of the privacy promise).
struct AddressMemo: ~Copyable {
    private let memory = LockedMemory(byteCount: Self.entryCount * Self.entryByteCount)
    private var wipesAt: WallTime

    /// An empty memo.
    init(at time: WallTime) { wipesAt = time + Self.lifetime }

    /// What was stored with `address`.
    func entry(ofAddress address: UInt64) -> Entry? {
        unsafe memory.withBytes { bytes in
            let entry = unsafe bytes + Self.offset(of: address)
            guard unsafe entry.load(as: UInt64.self) == address | Self.occupied else { return nil }
            return unsafe entry.load(fromByteOffset: 8, as: Entry.self)
        }
    }

    /// Stores what is known of an address, in the place of another address that falls on the same entry.
    func store(_ known: Entry, ofAddress address: UInt64) {
        unsafe memory.withBytes { bytes in
            let entry = unsafe bytes + Self.offset(of: address)
            unsafe entry.storeBytes(of: address | Self.occupied, as: UInt64.self)
            unsafe entry.storeBytes(of: known, toByteOffset: 8, as: Entry.self)
        }
    }

    /// Wipes all entries when the oldest may be 5 s old, or when the clock fell back.
    mutating func advance(to time: WallTime) {
        if !calm.contains(time) { wipe(at: time) }
    }

    /// The times at which nothing is to be wiped.
    var calm: Range<WallTime> { wipesAt - Self.lifetime..<wipesAt }

    /// Wipes all entries: they belong to a key that is no longer the present one.
    mutating func wipe(at time: WallTime) {
        unsafe memory.withBytes { bytes in
            _ = unsafe bytes.initializeMemory(
                as: UInt8.self, repeating: 0, count: Self.entryCount * Self.entryByteCount)
        }
        wipesAt = time + Self.lifetime
    }

    /// Multiplicative hashing; the upper six bits choose one of 64 entries.
    private static func offset(of address: UInt64) -> Int {
        Int(truncatingIfNeeded: (address &* 0x9E37_79B9_7F4A_7C15) >> 58) * entryByteCount
    }

    /// What is known of an address, as long as it is on the air.
    struct Entry: BitwiseCopyable {
        var tag: UInt32
        /// The class of the first frame of the burst: of later ones only the network's name may differ.
        var signature: UInt16
        /// The number of its consent, ``denied``, or 0.
        var mark: UInt16 = 0

        /// The mark of a device that is never counted.
        static let denied = UInt16.max
    }

    private static let occupied: UInt64 = 1 << 63
    private static let entryCount = 64
    private static let entryByteCount = 16
    private static let lifetime = Interval.seconds(5)
}
