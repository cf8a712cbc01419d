public import Dot11
public import Timekeeping

/// Replaces the address of each probe request by a tag, and keeps nothing else that could name a device.
///
/// Time is the frames' own. It must be told of passing time also when no frame arrives (``tick(at:using:)``), so that
/// keys and the memo of addresses end in time.
public struct Pseudonymizer: ~Copyable {
    private var keys: KeyRing
    private var memo: AddressMemo
    private let signatureKey: SignatureKey
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
    }

    /// Whether the operating system keeps the keys out of swap. When not, the operator should know.
    public static var isMemoryLocked: Bool { LockedMemory.isLocked }

    /// How many epoch keys exist now: 1 or 2.
    public var keyCount: Int { keys.keyCount }

    /// Lets time pass: rotates and destroys keys, wipes the memo. Answers whether the present key changed.
    @discardableResult
    public mutating func tick(at time: WallTime, using generator: inout some RandomNumberGenerator) -> Bool {
        memo.advance(to: time)
        let rotated = keys.advance(to: time, using: &generator)
        if rotated { memo.wipe(at: time) }
        return rotated
    }

    /// The times at which ``tick(at:using:)`` would do nothing.
    public var calm: Range<WallTime> { memo.calm.clamped(to: keys.calm) }

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
        let known = recognised(probe, in: bytes)
        return Sighting(
            time: time, tag: tag(known.tag), signature: SignatureClass(bits: known.signature),
            levelDBm: probe.radio.signalDBm, frequencyMegahertz: probe.radio.frequencyMegahertz,
            isRandomised: probe.transmitter.isLocallyAdministered, isDirected: isDirected)
    }

    /// The tag that the sender had in the epoch before, while that key still exists: a device that is being followed, and
    /// is not known by its present tag, may be known by this one.
    public func formerTag(of probe: ProbeRequest) -> Tag? {
        keys.formerTag(ofAddress: probe.transmitter.bits).map { tag($0) }
    }

    /// The leftmost bits of a keyed hash, as many as a tag has.
    private func tag(_ bits: UInt32) -> Tag { Tag(bits: bits >> tagShift) }

    /// Mutating so that the pseudonymizer is passed by its address: 1 % of a replay went into copies of it.
    private mutating func recognised(_ probe: ProbeRequest, in bytes: Span<UInt8>) -> AddressMemo.Entry {
        let address = probe.transmitter.bits
        if let known = memo.entry(ofAddress: address) { return known }
        let new = AddressMemo.Entry(
            tag: keys.tag(ofAddress: address),
            signature: UInt16(truncatingIfNeeded: probe.signature(in: bytes, key: signatureKey)))
        memo.store(new, ofAddress: address)
        return new
    }

    /// How many frames were left out.
    public struct Declined: Equatable, Sendable {
        /// The network's name carries an objection (`_nomap`, `_optout`).
        public var objections = 0
        /// The transmitter's address names a group: no real device sends so.
        public var groupAddresses = 0
    }
}
