public import Timekeeping

/// A sensor's side of a site's keys: it takes the announcements that its locator signed and that are newer than the last
/// one, and refuses all others by a named reason.
public struct KeyFollower: ~Copyable {
    private let site: String
    private let sensor: String
    private let epochLength: Interval
    private let enrolmentKey: EnrolmentKey
    private var locators: [PublicKey]
    private var lastIssuedAt = WallTime(nanoseconds: .min)

    /// A follower that has heard nothing.
    ///
    /// - Parameter locators: Whose announcements are taken: the signing keys of the site's locators.
    public init(
        site: String, sensor: String, epochLength: Interval, enrolmentKey: consuming EnrolmentKey,
        locators: [PublicKey]
    ) {
        precondition(epochLength <= PrivacyFloor.longestEpoch, "an epoch never exceeds the privacy floor")
        self.site = site
        self.sensor = sensor
        self.epochLength = epochLength
        self.enrolmentKey = enrolmentKey
        self.locators = locators
    }

    /// The site's document names other locators from now on.
    public mutating func trust(_ locators: [PublicKey]) { self.locators = locators }

    /// What the site's document has to name for this sensor to be enrolled.
    public var publicKey: PublicKey { enrolmentKey.publicKey }

    /// Checks an announcement, and opens the copy for this sensor.
    ///
    /// One that belongs to the next epoch is checked and opened as well: the caller keeps it, sealed, until then.
    mutating func open(
        _ announcement: KeyAnnouncement, presentEpoch: Int64, chain: UInt64?
    ) throws(KeyRefusal) -> OpenedKeys {
        guard announcement.issuedAt > lastIssuedAt else { throw .replayed }
        let opened = try check(announcement, presentEpoch: presentEpoch, chain: chain)
        lastIssuedAt = announcement.issuedAt
        return opened
    }

    /// Opens an announcement that was checked and kept.
    func openAgain(_ announcement: KeyAnnouncement, presentEpoch: Int64, chain: UInt64?) -> OpenedKeys? {
        try? check(announcement, presentEpoch: presentEpoch, chain: chain)
    }

    private func check(
        _ announcement: KeyAnnouncement, presentEpoch: Int64, chain: UInt64?
    ) throws(KeyRefusal) -> OpenedKeys {
        if announcement.signature.isEmpty { throw .unsigned }
        let octets = announcement.signedOctets(site: site)
        guard locators.contains(where: { $0.verifies(signature: announcement.signature, of: octets) }) else {
            throw .foreign
        }
        guard announcement.epochLength == epochLength else { throw .otherEpochLength }
        guard announcement.epoch >= presentEpoch else { throw .outdated }
        guard announcement.epoch <= presentEpoch + 1 else { throw .premature }
        guard let copy = announcement.copies.first(where: { $0.sensor == sensor }) else { throw .notForMe }
        let purpose = announcement.purpose(site: site, sensor: sensor, form: copy.form)
        let material = SealedBox.open(copy.sealed, by: enrolmentKey.curve, information: purpose)
        let count = copy.form == .step ? KeyMaterial.step.upperBound : KeyMaterial.classes.upperBound
        guard let material, material.byteCount == count else { throw .sealedToAnotherKey }
        guard copy.form == .key || chain == announcement.chain else { throw .predecessorMissing }
        return OpenedKeys(
            epoch: announcement.epoch, chain: announcement.chain, form: copy.form, material: material)
    }
}

/// What a copy held.
struct OpenedKeys: ~Copyable {
    let epoch: Int64
    let chain: UInt64
    let form: KeyAnnouncement.Form
    let material: LockedMemory

    /// The random bytes of the step to the next epoch.
    var step: LockedMemory {
        let step = LockedMemory(byteCount: 32)
        step.copy(material, KeyMaterial.step, to: 0)
        return step
    }

    /// The key of its epoch; `nil` when there is a step alone.
    var key: EpochKey? {
        guard form == .key else { return nil }
        return EpochKey(epoch: epoch, copying: material, from: KeyMaterial.key.lowerBound)
    }

    /// The two words of the key of classes; `nil` when there is a step alone.
    var classWords: (UInt64, UInt64)? {
        guard form == .key else { return nil }
        let start = KeyMaterial.classes.lowerBound
        return (material.word(at: start), material.word(at: start + 8))
    }
}
