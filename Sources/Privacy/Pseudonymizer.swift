public import Dot11
public import Timekeeping

/// Replaces the address of each probe request by a tag, and keeps nothing else that could name a device.
///
/// Time is the frames' own. It must be told of passing time also when no frame arrives (``tick(at:using:)``), so that
/// keys and the memo of addresses end in time.
public struct Pseudonymizer: ~Copyable {
    private var keys: KeyRing
    var memo: AddressMemo
    var consents: ConsentRegister
    var denied: MarkedAddresses
    private var signatureKey: SignatureKey
    private var follower: KeyFollower?
    /// An announcement for the next epoch, sealed still.
    private var early: KeyAnnouncement?
    private let tagShift: UInt32

    /// Frames that were left out, and why.
    public private(set) var declined = Declined()

    /// A pseudonymizer with fresh random keys.
    ///
    /// - Parameters:
    ///   - site: The site's identifier: it goes into the derivation of keys, so that sites never share one.
    ///   - epochLength: How long a key makes tags; at most ``PrivacyFloor/longestEpoch``.
    ///   - grace: How long the key before is kept to recognise devices that are being followed.
    ///   - tagBits: How long tags are, 1 to ``PrivacyFloor/longestTag``.
    public init(
        site: String, epochLength: Interval, grace: Interval, tagBits: Int = PrivacyFloor.longestTag,
        at time: WallTime, using generator: inout some RandomNumberGenerator
    ) {
        precondition(epochLength <= PrivacyFloor.longestEpoch, "an epoch never exceeds the privacy floor")
        precondition((1...PrivacyFloor.longestTag).contains(tagBits), "a tag never exceeds the privacy floor")
        tagShift = UInt32(PrivacyFloor.longestTag - tagBits)
        keys = KeyRing(site: site, epochLength: epochLength, grace: grace, at: time, using: &generator)
        memo = AddressMemo(at: time)
        signatureKey = SignatureKey(generator.next(), generator.next())
        consents = ConsentRegister(using: &generator)
        denied = MarkedAddresses(using: &generator)
    }

    /// A pseudonymizer that takes its keys from a site's locator, and has none until they are announced.
    ///
    /// The classes of devices are then the same on all sensors of the site, over all epochs of the locator's life.
    public init(
        following follower: consuming KeyFollower, site: String, epochLength: Interval, grace: Interval,
        tagBits: Int = PrivacyFloor.longestTag, at time: WallTime, using generator: inout some RandomNumberGenerator
    ) {
        precondition((1...PrivacyFloor.longestTag).contains(tagBits), "a tag never exceeds the privacy floor")
        tagShift = UInt32(PrivacyFloor.longestTag - tagBits)
        keys = KeyRing(followingAt: time, site: site, epochLength: epochLength, grace: grace)
        memo = AddressMemo(at: time)
        signatureKey = SignatureKey(0, 0)
        consents = ConsentRegister(using: &generator)
        denied = MarkedAddresses(using: &generator)
        self.follower = .some(follower)
    }

    /// Takes an announcement of the site's locator.
    ///
    /// Nothing changes when it is refused. ``calm`` has to be asked again after this.
    public mutating func receive(_ announcement: KeyAnnouncement, at time: WallTime) throws(KeyRefusal) {
        let taken = try follower?.open(announcement, presentEpoch: keys.presentEpoch, chain: keys.chain)
        guard let opened = taken else { preconditionFailure("keys are announced to who follows a locator") }
        if opened.epoch == keys.presentEpoch { adopt(opened, at: time) } else { early = announcement }
    }

    /// The site's document names other locators from now on.
    public mutating func trust(locators: [PublicKey]) { follower?.trust(locators) }

    /// Whether there is no key for the present epoch: then nothing is sighted.
    public var isKeyMissing: Bool { !keys.hasPresentKey }

    /// Which key makes tags now: its epoch, and the life of the locator that announced it, 0 for a key of its own.
    public var presentKey: (epoch: Int64, chain: UInt64)? {
        keys.hasPresentKey ? (keys.presentEpoch, keys.chain ?? 0) : nil
    }

    /// Whether the operating system keeps the keys out of swap. When not, the operator should know.
    public static var isMemoryLocked: Bool { LockedMemory.isLocked }

    /// How many epoch keys exist now: 1 or 2.
    public var keyCount: Int { keys.keyCount }

    /// Lets time pass: rotates and destroys keys, wipes the memo. Answers whether the present key changed.
    @discardableResult
    public mutating func tick(at time: WallTime, using generator: inout some RandomNumberGenerator) -> Bool {
        memo.advance(to: time)
        consents.expire(at: time)
        let rotated = keys.advance(to: time, using: &generator)
        if rotated {
            adoptEarly(at: time)
            keyChanged(at: time)
        }
        return rotated
    }

    /// The times at which ``tick(at:using:)`` would do nothing.
    public var calm: Range<WallTime> {
        let calm = memo.calm.clamped(to: keys.calm)
        return calm.lowerBound..<max(calm.lowerBound, min(calm.upperBound, consents.nextExpiry))
    }

    /// The sighting that a probe request amounts to, or `nil` when it is not to be counted (see ``declined``).
    ///
    /// - Parameter bytes: The captured bytes that `probe` was read from.
    public mutating func sighting(
        of probe: ProbeRequest, in bytes: Span<UInt8>, at time: WallTime
    ) -> Sighting? {
        if probe.transmitter.isGroup {
            declined.groupAddresses += 1
            return nil
        }
        let isDirected = probe.isDirected(in: bytes)
        if isDirected, probe.objectsToCounting(in: bytes) {
            declined.objections += 1
            return nil
        }
        guard keys.hasPresentKey else {
            declined.withoutKey += 1
            return nil
        }
        let known = recognised(probe, in: bytes)
        if known.mark == AddressMemo.Entry.denied {
            declined.denied += 1
            return nil
        }
        return Sighting(
            time: time, tag: tag(known.tag), signature: SignatureClass(bits: known.signature),
            levelDBm: probe.radio.signalDBm, frequencyMegahertz: probe.radio.frequencyMegahertz,
            isRandomised: probe.transmitter.isLocallyAdministered, isDirected: isDirected,
            consent: known.mark == 0 ? nil : ConsentHandle(number: known.mark))
    }

    /// The tag that the sender had in the epoch before, while that key still exists: a device that is being followed, and
    /// is not known by its present tag, may be known by this one.
    public func formerTag(of probe: ProbeRequest) -> Tag? {
        keys.formerTag(ofAddress: probe.transmitter.bits).map { tag($0) }
    }

    private mutating func adoptEarly(at time: WallTime) {
        guard let announcement = early, announcement.epoch <= keys.presentEpoch else { return }
        early = nil
        let opened = follower?.openAgain(announcement, presentEpoch: keys.presentEpoch, chain: keys.chain)
        if let opened { adopt(opened, at: time) }
    }

    private mutating func adopt(_ opened: borrowing OpenedKeys, at time: WallTime) {
        if keys.adopt(opened, at: time) { keyChanged(at: time) }
        if let words = opened.classWords { signatureKey = SignatureKey(words.0, words.1) }
    }

    /// What was known by the key before is known by another tag now.
    private mutating func keyChanged(at time: WallTime) {
        memo.wipe(at: time)
        consents.derive(from: keys, tagShift: tagShift)
        denied.derive(from: keys, tagShift: tagShift)
    }

    /// The tag of an address under the present key; `nil` when there is none.
    func presentTag(ofAddress address: UInt64) -> Tag? {
        keys.hasPresentKey ? tag(keys.tag(ofAddress: address)) : nil
    }

    /// The leftmost bits of a keyed hash, as many as a tag has.
    private func tag(_ bits: UInt32) -> Tag { Tag(bits: bits >> tagShift) }

    /// Mutating so that the pseudonymizer is passed by its address: 1 % of a replay went into copies of it.
    private mutating func recognised(_ probe: ProbeRequest, in bytes: Span<UInt8>) -> AddressMemo.Entry {
        let address = probe.transmitter.bits
        if let known = memo.entry(ofAddress: address) { return known }
        let bits = keys.tag(ofAddress: address)
        let mark = denied.mark(of: tag(bits)) != nil ? AddressMemo.Entry.denied : consents.mark(of: tag(bits))
        let new = AddressMemo.Entry(
            tag: bits, signature: UInt16(truncatingIfNeeded: probe.signature(in: bytes, key: signatureKey)), mark: mark)
        memo.store(new, ofAddress: address)
        return new
    }

    /// How many frames were left out.
    public struct Declined: Equatable, Sendable {
        /// The network's name carries an objection (`_nomap`, `_optout`).
        public var objections = 0
        /// The transmitter's address names a group: no real device sends so.
        public var groupAddresses = 0
        /// The device is on the deny-list.
        public var denied = 0
        /// There was no key: none was announced for the present epoch.
        public var withoutKey = 0
    }
}
