public import Locating
public import Uplink

/// The messages between the boxes of one site.
public enum SitePublications {
    /// What a sensor has heard. It is worth little once it is late: dropped first.
    public static func sightings(_ batch: SightingBatch, site: String, sensor: String) -> Publication {
        Publication(
            topic: Topics.sightings(site: site, sensor: sensor), payload: batch.encoded, importance: .telemetry)
    }

    /// Who is the site's locator.
    public static func lease(_ claim: LeaseClaim, site: String) -> Publication {
        Publication(topic: Topics.lease(site: site), payload: claim.json, isRetained: true, importance: .state)
    }

    /// What is known about the radio of the site: for those who look after it, and for the next locator.
    public static func calibration(_ document: CalibrationDocument) -> Publication {
        Publication(
            topic: Topics.calibration(site: document.site), payload: document.json, isRetained: true,
            importance: .state)
    }

    /// The visits that go on. Not retained: it holds tags, which no broker may keep; and no event, which the agent would
    /// keep on its disk.
    public static func visits(_ notes: VisitNotes, site: String) -> Publication {
        Publication(topic: Topics.visitNotes(site: site), payload: notes.encoded, importance: .telemetry)
    }
}
