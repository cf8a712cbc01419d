import Fleet
import Locating
import Positioning
import Presence
import Privacy
import Timekeeping
import Uplink

/// From complete scans to messages.
extension LocatorService {
    /// Gives the scans that are complete to the observer.
    func locate(_ pipeline: inout SensingPipeline, at time: WallTime, now: Uptime) -> [Publication] {
        var located: [(scan: LocatedScan, readings: [Reading])] = []
        locator.takeLocations(at: time, now: now) {
            located.append((LocatedScan($0, zones: zoneKinds), $0.readings))
        }
        var publications: [Publication] = []
        for (var scan, readings) in located where !pipeline.isDenied(scan.tag) {
            calibration.heard(readings, in: scan)
            scan.time = max(scan.time, time - Self.oldestScan)
            scan.consent = pipeline.consent(of: scan.tag)
            if let consent = scan.consent { consentedVisits.heard(consent, at: scan.time) }
            handover.heard(scan.tag, formerTag: scan.formerTag, at: scan.time)
            observer.located(scan, using: &generator)
            if observer.hasObservations { publications += takeObservations(pipeline, of: scan) }
        }
        return publications + takeOffers(pipeline)
    }

    /// The messages for what was observed; those of visits under the names that the outside knows.
    ///
    /// - Parameter scan: The scan by which it came about.
    func takeObservations(_ pipeline: borrowing SensingPipeline, of scan: LocatedScan? = nil) -> [Publication] {
        var observations: [Observation] = []
        observer.takeObservations(into: &observations)
        var publications: [Publication] = []
        for observation in observations {
            switch observation {
            case .visit(let event):
                let tag = event.kind == .started ? scan?.tag : nil
                publications += messages(for: handover.observed(event, tag: tag), pipeline)
            case .footfall(let footfall) where !isHolding: remember(footfall)
            case .occupancy, .footfall, .flows, .level:
                if isHolding { publications.append(message(for: observation, pipeline)) }
            }
        }
        return publications
    }

    /// The messages for visit events, each start after the note that another box needs to go on with the visit.
    func messages(for events: [VisitEvent], _ pipeline: borrowing SensingPipeline) -> [Publication] {
        var publications: [Publication] = []
        for event in events {
            if event.kind == .started, let note = handover.note(of: event.visit.identifier) {
                publications.append(SitePublications.visits(VisitNotes(isWhole: false, notes: [note]), site: site))
            }
            publications.append(message(for: .visit(event), pipeline))
        }
        return publications
    }

    func message(for observation: Observation, _ pipeline: borrowing SensingPipeline) -> Publication {
        var consent: Consent?
        var isReturning = false
        if case .visit(let event) = observation, let handle = event.visit.consent {
            consent = pipeline.consent(handle)
            isReturning = consentedVisits.noted(event)
            if case .ended = event.kind { observer.consentedVisitEnded(event.visit, isReturning: isReturning) }
        }
        return composer.publication(
            for: observation, clock: SystemClock.quality, consent: consent, isReturning: isReturning,
            using: &generator)
    }

    /// Consents that are over end their visits.
    func endConsents(_ pipeline: inout SensingPipeline, at time: WallTime) {
        for consent in pipeline.takeEndedConsents() {
            observer.consentEnded(consent, at: time)
            consentedVisits.consentEnded(consent)
        }
    }

    private func takeOffers(_ pipeline: borrowing SensingPipeline) -> [Publication] {
        guard consentedVisits.hasHeard else { return [] }
        let offers = consentedVisits.takeOffers()
        guard isHolding else { return [] }
        var publications: [Publication] = []
        for offer in offers {
            guard let consent = pipeline.consent(offer.consent), consent.scopes.contains(.offers) else { continue }
            publications.append(composer.offer(offer, of: consent, using: &generator))
        }
        return publications
    }

    /// Windows that close while nobody holds the lease are told by whoever gets it.
    private func remember(_ footfall: Footfall) {
        recentWindows.removeAll { $0.to < footfall.to - Self.windowMemory }
        recentWindows.append(footfall)
    }

    /// The observer takes frames out of order for five seconds.
    private static let oldestScan = Interval.seconds(4)
}
