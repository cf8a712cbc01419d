import Fleet
import Locating
import Privacy
import Signing
import Timekeeping

/// Makes the site's keys and announces them, as long as this box is the site's locator.
///
/// An announcement is made some seconds after an epoch began, when the batches of the sensors have shown who came along;
/// and soon after a sensor turns out to be without the present key.
struct KeyDistribution: ~Copyable {
    private let enrolled: [(sensor: String, key: PublicKey)]
    private var authority: KeyAuthority
    private var generator = Randomness.system
    private var shown: [String: KeyName] = [:]
    private var chain: UInt32?
    private var dueAt: WallTime
    private var announcedAt: WallTime?

    /// The keys of a new locator.
    init(
        _ membership: SiteMembership, signingKey: consuming LocatorKey, configuration: Configuration, at time: WallTime
    ) {
        enrolled = membership.document.sensors.compactMap { sensor in
            sensor.sealingKey.flatMap { PublicKey(base64URL: Base64URL.text($0)) }.map { (sensor.id, $0) }
        }
        authority = KeyAuthority(
            site: configuration.site, epochLength: .seconds(Int64(configuration.privacy.epochSeconds)),
            signingKey: signingKey, at: time, using: &generator)
        dueAt = time
    }

    /// A batch of `sensor` was made under this key; `nil` when it had none.
    mutating func sensorShowed(_ key: KeyName?, sensor: String, at time: WallTime) {
        shown[sensor] = key
        guard let announcedAt, enrolled.contains(where: { $0.sensor == sensor }), !holdsPresentKey(sensor) else {
            return
        }
        // What was announced just now is still on its way.
        if time - announcedAt >= Self.settling { dueAt = min(dueAt, time) }
    }

    /// The announcement that is due.
    mutating func tick(at time: WallTime) -> KeyAnnouncement? {
        if authority.advance(to: time, using: &generator) { dueAt = time + Self.settling }
        guard time >= dueAt else { return nil }
        dueAt = time + .minutes(60)
        announcedAt = time
        let recipients = enrolled.map {
            KeyRecipient(sensor: $0.sensor, sealingKey: $0.key, holdsPresentKey: holdsPresentKey($0.sensor))
        }
        let announcement = authority.announcement(to: recipients, at: time, using: &generator)
        chain = UInt32(truncatingIfNeeded: announcement.chain)
        return announcement
    }

    private func holdsPresentKey(_ sensor: String) -> Bool {
        guard let chain, let key = shown[sensor] else { return false }
        return key == KeyName(epoch: authority.epoch, chain: chain)
    }

    /// A turn of the sensor, a batch, a turn of the locator, and some more.
    private static let settling = Interval.seconds(5)
}
