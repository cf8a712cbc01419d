public import Timekeeping

/// The locator's side of a site's keys: it makes the key of each epoch, and seals to every enrolled sensor, an epoch
/// ahead, what leads to the next one.
///
/// Time is the wall clock; epochs are counted from 1970. A new authority begins with fresh random keys: nothing leads
/// from those of its former life to these.
public struct KeyAuthority: ~Copyable {
    private let site: String
    private let epochLength: Interval
    private let signingKey: LocatorKey
    private let chain: UInt64
    private let classes: LockedMemory
    private var current: EpochKey
    private var step: LockedMemory
    private var issuedAt: WallTime
    private var recipients: [KeyRecipient] = []

    /// An authority with fresh random keys, in the epoch of `time`.
    public init(
        site: String, epochLength: Interval, signingKey: consuming LocatorKey, at time: WallTime,
        using generator: inout some RandomNumberGenerator
    ) {
        precondition(epochLength <= PrivacyFloor.longestEpoch, "an epoch never exceeds the privacy floor")
        self.site = site
        self.epochLength = epochLength
        self.signingKey = signingKey
        chain = generator.next()
        classes = .random(byteCount: 16, using: &generator)
        let epoch = flooredDivision(time.nanoseconds, by: epochLength.nanoseconds).quotient
        current = .random(epoch: epoch, using: &generator)
        step = .random(byteCount: 32, using: &generator)
        issuedAt = WallTime(nanoseconds: .min)
    }

    /// What sensors verify by.
    public var publicKey: PublicKey { signingKey.publicKey }

    /// The present epoch.
    public var epoch: Int64 { current.epoch }

    /// Makes the key of the epoch that `time` lies in, and destroys the one before. Answers whether it did: then a new
    /// announcement is due.
    ///
    /// After more than one epoch without a call there is no way that sensors could have followed: the key is a fresh
    /// one in any case, and each sensor gets it whole when it does not say that it has it.
    public mutating func advance(to time: WallTime, using generator: inout some RandomNumberGenerator) -> Bool {
        let epoch = flooredDivision(time.nanoseconds, by: epochLength.nanoseconds).quotient
        guard epoch > current.epoch || time < start(of: current.epoch) - Self.tolerance else { return false }
        current = current.successor(epoch: epoch, site: Array(site.utf8), step: step)
        step = .random(byteCount: 32, using: &generator)
        return true
    }

    /// The announcement of the present epoch to the sensors that are enrolled.
    ///
    /// When a sensor that got the last one is no longer among them, the step is drawn anew, so that it cannot make the
    /// next key; within ``headStart`` of the next epoch others may have taken that step already, and it loses the key
    /// one epoch later. A recipient with a public key that is none gets no copy.
    public mutating func announcement(
        to recipients: [KeyRecipient], at time: WallTime, using generator: inout some RandomNumberGenerator
    ) -> KeyAnnouncement {
        let struckOff = self.recipients.contains { former in
            !recipients.contains { $0.sensor == former.sensor && $0.sealingKey == former.sealingKey }
        }
        if struckOff, start(of: epoch + 1) - time >= Self.headStart {
            step = .random(byteCount: 32, using: &generator)
        }
        self.recipients = recipients
        issuedAt = max(Self.wholeMillisecond(of: time), issuedAt + .milliseconds(1))
        var announcement = KeyAnnouncement(
            epoch: epoch, epochLength: epochLength, issuedAt: issuedAt, chain: chain, copies: [], signature: [])
        for recipient in recipients {
            guard let copy = copy(for: recipient, of: announcement, using: &generator) else { continue }
            announcement.copies.append(copy)
        }
        announcement.signature = signingKey.signature(of: announcement.signedOctets(site: site))
        return announcement
    }

    private func copy(
        for recipient: KeyRecipient, of announcement: KeyAnnouncement,
        using generator: inout some RandomNumberGenerator
    ) -> KeyAnnouncement.Copy? {
        let form: KeyAnnouncement.Form = recipient.holdsPresentKey ? .step : .key
        let material = LockedMemory(
            byteCount: form == .step ? KeyMaterial.step.upperBound : KeyMaterial.classes.upperBound)
        material.copy(step, 0..<32, to: KeyMaterial.step.lowerBound)
        if form == .key {
            current.copyKey(to: material, at: KeyMaterial.key.lowerBound)
            material.copy(classes, 0..<16, to: KeyMaterial.classes.lowerBound)
        }
        let sealed = SealedBox.seal(
            material, to: recipient.sealingKey.octets,
            information: announcement.purpose(site: site, sensor: recipient.sensor, form: form),
            ephemeral: .random(.agreement, using: &generator))
        return sealed.map { KeyAnnouncement.Copy(sensor: recipient.sensor, form: form, sealed: $0) }
    }

    private func start(of epoch: Int64) -> WallTime { WallTime(nanoseconds: epoch &* epochLength.nanoseconds) }

    /// What is written with milliseconds has to be signed with milliseconds.
    private static func wholeMillisecond(of time: WallTime) -> WallTime {
        let unit = Interval.milliseconds(1).nanoseconds
        return WallTime(nanoseconds: flooredDivision(time.nanoseconds, by: unit).quotient &* unit)
    }

    /// A change of the step needs so long to reach all sensors.
    public static let headStart = Interval.seconds(30)
    /// A clock that falls back by no more than this is in the same epoch still.
    private static let tolerance = Interval.seconds(5)
}

/// A sensor that is enrolled.
public struct KeyRecipient: Equatable, Sendable {
    /// Its identifier.
    public var sensor: String
    /// What is sealed to.
    public var sealingKey: PublicKey
    /// Whether it has shown that it holds the present epoch's key, by sightings under it: it gets the step alone.
    public var holdsPresentKey: Bool

    /// A sensor of these parts.
    public init(sensor: String, sealingKey: PublicKey, holdsPresentKey: Bool) {
        self.sensor = sensor
        self.sealingKey = sealingKey
        self.holdsPresentKey = holdsPresentKey
    }
}
