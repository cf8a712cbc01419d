import Dot11
import Testing
import Timekeeping

@testable import Privacy

/// A locator and sensors that follow it, without a broker between them.
final class Site {
    private final class Sensor {
        let name: String
        let privateKey: [UInt8]
        var pseudonymizer: Pseudonymizer
        init(name: String, privateKey: [UInt8], pseudonymizer: consuming Pseudonymizer) {
            self.name = name
            self.privateKey = privateKey
            self.pseudonymizer = pseudonymizer
        }
    }

    var generator = SplitMix(11)
    private var sensors: [Sensor] = []
    private var enrolled: Set<String>
    private var authority: KeyAuthority
    private let locatorKey: [UInt8]
    private let frame: HeardFrame
    private var retained: KeyAnnouncement?

    init(sensors names: [String]) throws {
        frame = try HeardFrame(from: 0x3c22_fb12_3456)
        enrolled = Set(names)
        locatorKey = generator.octets(words: 4)
        authority = KeyAuthority(
            site: "shop", epochLength: .minutes(10), signingKey: signingKey(locatorKey),
            at: WallTime(seconds: 1_700_000_400), using: &generator)
        for name in names { add(name, privateKey: generator.octets(words: 4), at: WallTime(seconds: 1_700_000_400)) }
    }

    private func add(_ name: String, privateKey: [UInt8], at time: WallTime) {
        let key = enrolmentKey(privateKey)
        let follower = KeyFollower(
            site: "shop", sensor: name, epochLength: .minutes(10), enrolmentKey: key, locators: [authority.publicKey])
        let pseudonymizer = Pseudonymizer(
            following: follower, site: "shop", epochLength: .minutes(10), grace: .minutes(10), at: time,
            using: &generator)
        sensors.append(Sensor(name: name, privateKey: privateKey, pseudonymizer: pseudonymizer))
    }

    /// A sensor loses all that it had in memory.
    func restart(_ name: String, at time: WallTime) throws {
        let index = try #require(sensors.firstIndex { $0.name == name })
        let privateKey = sensors[index].privateKey
        sensors.remove(at: index)
        add(name, privateKey: privateKey, at: time)
    }

    func strikeOff(_ name: String) { enrolled.remove(name) }

    func restartLocator(at time: WallTime) {
        authority = KeyAuthority(
            site: "shop", epochLength: .minutes(10), signingKey: signingKey(locatorKey), at: time, using: &generator)
    }

    /// The locator announces; all sensors hear it, and the last refusal is thrown.
    @discardableResult
    func announce(
        at time: WallTime, deliveredAt: WallTime? = nil, holders: Set<String> = []
    ) throws -> KeyAnnouncement {
        _ = authority.advance(to: time, using: &generator)
        let recipients = sensors.filter { enrolled.contains($0.name) }.sorted { $0.name < $1.name }.map { sensor in
            KeyRecipient(
                sensor: sensor.name, sealingKey: enrolmentKey(sensor.privateKey).publicKey,
                holdsPresentKey: holders.contains(sensor.name))
        }
        let announcement = authority.announcement(to: recipients, at: time, using: &generator)
        retained = announcement
        try receive(announcement, at: deliveredAt ?? time)
        return announcement
    }

    /// The broker hands out what it kept.
    func deliver(to name: String, at time: WallTime) throws {
        let announcement = try #require(retained)
        for sensor in sensors where sensor.name == name { try take(announcement, sensor, at: time) }
    }

    func receive(_ announcement: KeyAnnouncement, at time: WallTime) throws {
        var refusal: (any Error)?
        for sensor in sensors {
            do { try take(announcement, sensor, at: time) } catch { refusal = error }
        }
        if let refusal { throw refusal }
    }

    private func take(_ announcement: KeyAnnouncement, _ sensor: Sensor, at time: WallTime) throws {
        sensor.pseudonymizer.tick(at: time, using: &generator)
        try sensor.pseudonymizer.receive(announcement, at: time)
    }

    func tags(at time: WallTime) throws -> [Privacy.Tag?] { sightings(at: time).map { $0?.tag } }
    func classes(at time: WallTime) throws -> [SignatureClass?] { sightings(at: time).map { $0?.signature } }

    private func sightings(at time: WallTime) -> [Sighting?] {
        sensors.map { sensor in
            sensor.pseudonymizer.tick(at: time, using: &generator)
            return frame.sighting(by: &sensor.pseudonymizer, at: time)
        }
    }

    func formerTag(of name: String, at time: WallTime) throws -> Privacy.Tag? {
        let sensor = try #require(sensors.first { $0.name == name })
        return sensor.pseudonymizer.formerTag(of: frame.probe)
    }

    func keyCount(_ name: String) -> Int { sensors.first { $0.name == name }?.pseudonymizer.keyCount ?? -1 }
    func isKeyMissing(_ name: String) -> Bool {
        sensors.first { $0.name == name }?.pseudonymizer.isKeyMissing ?? false
    }
    func declinedWithoutKey(_ name: String) -> Int {
        sensors.first { $0.name == name }?.pseudonymizer.declined.withoutKey ?? -1
    }

    /// Signs a changed announcement anew: as the locator, or as somebody else.
    func sign(_ announcement: KeyAnnouncement, site: String = "shop", asLocator: Bool = true) -> KeyAnnouncement {
        var signed = announcement
        let octets = asLocator ? locatorKey : generator.octets(words: 4)
        signed.signature = signingKey(octets).signature(of: announcement.signedOctets(site: site))
        return signed
    }
}

private func signingKey(_ octets: [UInt8]) -> LocatorKey {
    guard let key = LocatorKey(privateKey: octets.span) else { preconditionFailure("a key has 32 octets") }
    return key
}

private func enrolmentKey(_ octets: [UInt8]) -> EnrolmentKey {
    guard let key = EnrolmentKey(privateKey: octets.span) else { preconditionFailure("a key has 32 octets") }
    return key
}

/// A way to forge an announcement, and the reason by which it has to be refused.
struct KeyForgery: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let refusal: KeyRefusal
    let make: @Sendable (KeyAnnouncement, Site) throws -> KeyAnnouncement

    static let all: [KeyForgery] = [
        KeyForgery(testDescription: "sent again", refusal: .replayed) { genuine, _ in genuine },
        KeyForgery(testDescription: "sent again with an older time", refusal: .replayed) { genuine, site in
            site.sign(later(genuine, by: .seconds(-1)))
        },
        KeyForgery(testDescription: "without a signature", refusal: .unsigned) { genuine, _ in
            var forged = later(genuine)
            forged.signature = []
            return forged
        },
        KeyForgery(testDescription: "with the signature of another one", refusal: .foreign) { genuine, _ in
            later(genuine)
        },
        KeyForgery(testDescription: "signed by somebody else", refusal: .foreign) { genuine, site in
            site.sign(later(genuine), asLocator: false)
        },
        KeyForgery(testDescription: "of another site", refusal: .foreign) { genuine, site in
            site.sign(later(genuine), site: "other")
        },
        KeyForgery(testDescription: "of the epoch before", refusal: .outdated) { genuine, site in
            site.sign(later(genuine, epochs: -1))
        },
        KeyForgery(testDescription: "of the epoch after the next", refusal: .premature) { genuine, site in
            site.sign(later(genuine, epochs: 2))
        },
        KeyForgery(testDescription: "of a longer epoch", refusal: .otherEpochLength) { genuine, site in
            var forged = later(genuine)
            forged.epochLength = .minutes(15)
            return site.sign(forged)
        },
        KeyForgery(testDescription: "without a copy for the sensor", refusal: .notForMe) { genuine, site in
            var forged = later(genuine)
            forged.copies = []
            return site.sign(forged)
        },
        KeyForgery(testDescription: "with copies of an earlier one", refusal: .sealedToAnotherKey) { genuine, site in
            site.sign(later(genuine))
        },
        KeyForgery(testDescription: "with the other sensor's copy", refusal: .sealedToAnotherKey) { genuine, site in
            var forged = later(genuine)
            let sealed = forged.copies.map(\.sealed)
            for index in forged.copies.indices { forged.copies[index].sealed = sealed[sealed.count - 1 - index] }
            return site.sign(forged)
        },
        KeyForgery(testDescription: "with a key called a step", refusal: .sealedToAnotherKey) { genuine, site in
            var forged = later(genuine)
            for index in forged.copies.indices { forged.copies[index].form = .step }
            return site.sign(forged)
        },
    ]

    private static func later(
        _ announcement: KeyAnnouncement, by interval: Interval = .seconds(1), epochs: Int64 = 0
    ) -> KeyAnnouncement {
        var later = announcement
        later.issuedAt = announcement.issuedAt + interval
        later.epoch += epochs
        return later
    }
}
