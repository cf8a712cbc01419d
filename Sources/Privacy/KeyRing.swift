import Timekeeping

/// The one or two epoch keys that exist at a time.
///
/// The present key makes tags; the one before is kept for a grace, so that a device that is being followed can be
/// found again under its new tag, and is then destroyed.
struct KeyRing: ~Copyable {
    private let site: [UInt8]
    private let epochLength: Interval
    private let grace: Interval
    private var current: EpochKey
    private var former: EpochKey?
    private var formerEndsAt: WallTime

    /// A ring with a fresh random key.
    init(
        site: String, epochLength: Interval, grace: Interval, at time: WallTime,
        using generator: inout some RandomNumberGenerator
    ) {
        self.site = Array(site.utf8)
        self.epochLength = epochLength
        self.grace = grace
        current = .random(epoch: Self.epoch(of: time, length: epochLength), using: &generator)
        formerEndsAt = time
    }

    /// The times at which no key has to be made or destroyed.
    var calm: Range<WallTime> {
        let start = currentStart - Self.tolerance
        let end = currentStart + epochLength
        return start..<max(start, former == nil ? end : min(end, formerEndsAt))
    }

    /// Destroys keys whose time is over, and makes the key of the epoch that `time` lies in.
    ///
    /// A clock that falls back gets a new key as well, and the key before goes: no key outlives its epoch because of a
    /// wrong clock. Answers whether the present key changed.
    mutating func advance(to time: WallTime, using generator: inout some RandomNumberGenerator) -> Bool {
        guard !calm.contains(time) else { return false }
        let epoch = Self.epoch(of: time, length: epochLength)
        let fellBack = time < currentStart - Self.tolerance
        let rotates = epoch != current.epoch && (fellBack || epoch > current.epoch)
        if rotates {
            let end = currentStart + epochLength
            var next = current.successor(epoch: epoch, site: site, using: &generator)
            swap(&current, &next)
            former = consume next
            formerEndsAt = end + grace
        }
        if fellBack || time >= formerEndsAt { former = nil }
        return rotates
    }

    /// The tag of an address under the present key.
    func tag(ofAddress address: UInt64) -> UInt32 { current.tag(ofAddress: address) }

    /// The tag of an address under the key before; `nil` when that key is destroyed.
    func formerTag(ofAddress address: UInt64) -> UInt32? { former?.tag(ofAddress: address) }

    /// How many keys exist: 1 or 2.
    var keyCount: Int { former == nil ? 1 : 2 }

    private var currentStart: WallTime { WallTime(nanoseconds: current.epoch &* epochLength.nanoseconds) }

    private static func epoch(of time: WallTime, length: Interval) -> Int64 {
        flooredDivision(time.nanoseconds, by: length.nanoseconds).quotient
    }

    /// Frames of several radios arrive out of order by no more than this.
    private static let tolerance = Interval.seconds(5)
}
