import Timekeeping

/// The one or two epoch keys that exist at a time.
///
/// The present key makes tags; the one before is kept for a grace, so that a device that is being followed can be
/// found again under its new tag, and is then destroyed. A ring makes its own keys, or takes those that a site's locator
/// announces; then it may be without a present key.
struct KeyRing: ~Copyable {
    private let site: [UInt8]
    private let epochLength: Interval
    private let grace: Interval
    private let isFollowing: Bool
    private var present: Int64
    private var current: EpochKey?
    private var former: EpochKey?
    private var formerEndsAt: WallTime
    /// What leads to the next key, as it was announced.
    private var step: LockedMemory?
    /// The life of the locator that announced the present key.
    private(set) var chain: UInt64?

    /// A ring with a fresh random key.
    init(
        site: String, epochLength: Interval, grace: Interval, at time: WallTime,
        using generator: inout some RandomNumberGenerator
    ) {
        self.init(followingAt: time, site: site, epochLength: epochLength, grace: grace, isFollowing: false)
        current = .random(epoch: present, using: &generator)
    }

    /// A ring without a key, which waits for announced ones.
    init(
        followingAt time: WallTime, site: String, epochLength: Interval, grace: Interval, isFollowing: Bool = true
    ) {
        self.site = Array(site.utf8)
        self.epochLength = epochLength
        self.grace = grace
        self.isFollowing = isFollowing
        present = flooredDivision(time.nanoseconds, by: epochLength.nanoseconds).quotient
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
        let epoch = flooredDivision(time.nanoseconds, by: epochLength.nanoseconds).quotient
        let fellBack = time < currentStart - Self.tolerance
        let rotates = epoch != present && (fellBack || epoch > present)
        if rotates {
            let end = currentStart + epochLength
            var next = successor(epoch: epoch, using: &generator)
            swap(&current, &next)
            former = consume next
            formerEndsAt = end + grace
            present = epoch
            step = nil
        }
        if fellBack || time >= formerEndsAt { former = nil }
        return rotates
    }

    /// Takes what was announced for the present epoch. Answers whether the present key changed.
    ///
    /// A key of another life of the locator takes the place of the present one, which is kept for the grace.
    mutating func adopt(_ opened: borrowing OpenedKeys, at time: WallTime) -> Bool {
        precondition(isFollowing && opened.epoch == present, "what is announced is taken in its own epoch")
        var changes = false
        if opened.form == .key {
            var next = opened.key
            changes = !isCurrent(next)
            if changes {
                swap(&current, &next)
                if next != nil {
                    former = consume next
                    formerEndsAt = time + grace
                }
            }
            chain = opened.chain
        }
        step = opened.step
        return changes
    }

    /// Whether there is a key for the present epoch.
    var hasPresentKey: Bool { current != nil }

    /// The epoch of the last time that was told.
    var presentEpoch: Int64 { present }

    /// The tag of an address under the present key, which there must be.
    func tag(ofAddress address: UInt64) -> UInt32 {
        guard let tag = current?.tag(ofAddress: address) else { preconditionFailure("a tag needs a key") }
        return tag
    }

    /// The tag of an address under the key before; `nil` when that key is destroyed.
    func formerTag(ofAddress address: UInt64) -> UInt32? { former?.tag(ofAddress: address) }

    /// How many keys exist: 0 to 2.
    var keyCount: Int { (current == nil ? 0 : 1) + (former == nil ? 0 : 1) }

    private func successor(epoch: Int64, using generator: inout some RandomNumberGenerator) -> EpochKey? {
        guard isFollowing else { return current?.successor(epoch: epoch, site: site, using: &generator) }
        guard epoch == present + 1, let next = announcedSuccessor(epoch: epoch) else { return nil }
        return next
    }

    private func announcedSuccessor(epoch: Int64) -> EpochKey? {
        switch step {
        case .some(let step): current?.successor(epoch: epoch, site: site, step: step)
        case nil: nil
        }
    }

    private func isCurrent(_ key: borrowing EpochKey?) -> Bool {
        switch key {
        case .some(let key): current?.isEqual(to: key) ?? false
        case nil: false
        }
    }

    private var currentStart: WallTime { WallTime(nanoseconds: present &* epochLength.nanoseconds) }

    /// Frames of several radios arrive out of order by no more than this.
    private static let tolerance = Interval.seconds(5)
}
