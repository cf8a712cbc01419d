import Locating
import Presence
import Privacy
import Timekeeping
import Uplink

/// What the boxes of one site tell each other: inside the site only.
extension ContractMessage {
    static var locator: [ContractMessage] {
        let samples = ContractSample.self
        return [
            ContractMessage(
                octets: "sensor-sightings", title: "Sightings",
                """
                What a sensor of a site of several heard within a second, for the site's locator; also when it heard \
                nothing. A compact layout of its own, version 1: see SightingBatch. Internal to the site: no integrator \
                may read it.
                """, SitePublications.sightings(samples.sightings, site: "{site}", sensor: "{sensor}")),
            ContractMessage(
                "site-lease", title: "The locator's lease",
                """
                Which box is the site's locator: renewed each second by the one that is. A claim is valid when it comes \
                back from the broker before any other of its term. Internal to the site.
                """, shape: leaseShape
            ) { SitePublications.lease(samples.lease, site: $0.topics.site) },
            calibration,
            ContractMessage(
                octets: "site-visits", title: "Visits that go on",
                """
                What a box needs to go on with the visits when it takes over as locator. A compact layout of its own, \
                version 1: see VisitNotes. It holds pseudonyms, is not retained, and no integrator may read it.
                """, SitePublications.visits(samples.visitNotes, site: "{site}")),
        ]
    }

    private static let leaseShape = Schema.object([
        .required("holder", .identifier.orNull, "The sensor that is the locator; null when it gave the lease back."),
        .required("boot", .instant, "When its agent started."),
        .required("bootNanoseconds", .integer(from: 0), "The same, in nanoseconds since 1970."),
        .required("term", .integer(from: 0), "Rises with each change."),
    ])
}

extension ContractSample {
    fileprivate static let sightings = SightingBatch(
        boot: boot, sequence: 7_200, key: KeyName(epoch: 2_954_076, chain: 0xCAFE_0001), until: now,
        isSynchronised: true, frequencyMegahertz: 2_437,
        scans: [
            SensorScan(
                time: now - .milliseconds(640), tag: Tag(bits: 0xDEAD_BEEF), signature: SignatureClass(bits: 0x1234),
                frames: 3, levelDBm: -61.5, frequencyMegahertz: 2_437, isRandomised: true)
        ])

    fileprivate static let lease = LeaseClaim(holder: "entrance", boot: boot, term: 3)

    fileprivate static let visitNotes = VisitNotes(
        isWhole: true,
        notes: [
            VisitNote(
                visit: VisitIdentifier(0x5D1C_9A4E_0B7F_4C52, 0x9E33_71D2_C805_6AF4), tag: Tag(bits: 0xDEAD_BEEF),
                startedAt: now - .seconds(430), lastSeenAt: now - .seconds(70))
        ])
}
