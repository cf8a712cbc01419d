import Fleet
import Locating
import Logging
import Positioning
import Presence
import Timekeeping
import Uplink

/// The site's locator, or a box that is ready to be it: both do the same with what they hear, and only the holder of the
/// lease speaks.
final class LocatorService: Correspondent {
    let topicFilters: [String]
    private let membership: SiteMembership
    private let site: String
    private let log: Logger
    private let zoneKinds: [ZoneKind]
    private let boot: WallTime
    private let configuration: Configuration
    private let keys: BoxKeys?
    /// The site's keys, while this box holds the lease.
    private var distribution: KeyDistribution?
    private var composer: Composer
    private var locator: SiteLocator
    private var observer: SiteObserver
    private var handover: VisitHandover
    private var lease: LocatorLease
    private var generator = Randomness.system
    private var observations: [Observation] = []
    private var coverage: [ZoneCoverage]
    private var isHolding = false
    private var nextNotesAt: Uptime
    /// Boxes that may be locator too and are there.
    private var companions: Set<String> = []
    /// When a claim of another box last came: what closed since then nobody has told yet.
    private var othersClaimAt: WallTime
    private var recentWindows: [Footfall] = []

    /// A locator that has heard nothing.
    ///
    /// - Parameter rank: How many boxes are asked before this one.
    init(
        _ membership: SiteMembership, rank: Int, keys: BoxKeys?, configuration: Configuration, at time: WallTime,
        log: Logger
    ) throws(RunError) {
        self.membership = membership
        self.keys = keys
        self.configuration = configuration
        self.log = log
        site = configuration.site
        boot = time
        zoneKinds = membership.zoneKinds
        let now = SystemClock.uptime
        do throws(InvalidPlan) { locator = try SiteLocator(membership.document.plan, at: now) } catch {
            throw .plan(error)
        }
        let rules = PresenceRules(configuration)
        observer = SiteObserver(
            rules: rules, zones: zoneKinds,
            timeZone: TimeZoneFile.rules(of: membership.document.timeZone) ?? .utc,
            levels: ZoneLevelThresholds(configuration),
            followsVisits: configuration.privacy.preset == .pseudonymous, at: time)
        composer = membership.composer(configuration, boot: time)
        handover = VisitHandover(rules: rules)
        lease = LocatorLease(name: membership.sensor.id, rank: rank, boot: time, at: now)
        coverage = Array(repeating: .full, count: zoneKinds.count)
        nextNotesAt = now
        othersClaimAt = time
        topicFilters =
            [Topics.allSightings(site: site), Topics.allStatuses(site: site), Topics.lease(site: site)]
            + [Topics.visitNotes(site: site), composer.topics.counters] + Topics.visitEvents(site: site)
    }

    func received(_ message: Message, pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] {
        let now = SystemClock.uptime
        switch Topics.channel(of: message.topic) {
        case "sightings":
            take(message, at: time, now: now)
            return locate(at: time, now: now)
        case "lease": return leaseCame(message, at: time, now: now)
        case "status": statusCame(message, now: now)
        case "visits": notesCame(message)
        case "started": PublishedState.visit(message.payload).map { handover.startWasPublished(of: $0) }
        case "reading": CounterCorrespondent.reading(in: message, at: time).map { observer.counted($0) }
        case "ended": PublishedState.visit(message.payload).map { handover.endWasPublished(of: $0) }
        default: break
        }
        return []
    }

    func tick(pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] {
        let now = SystemClock.uptime
        var publications = lease.tick(at: now).map { [SitePublications.lease($0, site: site)] } ?? []
        publications += locate(at: time, now: now)
        updateCoverage(at: time, now: now)
        observer.advance(to: time)
        publications += takeObservations()
        publications += changeRole(now: now, at: time)
        guard isHolding else { return publications }
        if let announcement = distribution?.tick(at: time) { publications.append(composer.keys(announcement)) }
        if !coverage.contains(.unknown) { publications += messages(for: handover.tick(at: time)) }
        if now >= nextNotesAt {
            nextNotesAt = now + Self.notesInterval
            publications.append(SitePublications.visits(handover.notes, site: site))
        }
        return publications
    }

    /// The agent stops: another box goes on with the visits, or they end.
    func stopped(at time: WallTime) -> [Publication] {
        let now = SystemClock.uptime
        let release = lease.released(at: now).map { [SitePublications.lease($0, site: site)] } ?? []
        guard isHolding else { return release }
        if !companions.isEmpty {
            return [SitePublications.visits(handover.notes, site: site)] + release
        }
        observer.stopped(at: time)
        return takeObservations() + release
    }

    private func take(_ message: Message, at time: WallTime, now: Uptime) {
        guard let sensor = Topics.identifier(in: message.topic), let index = locator.index(of: sensor) else { return }
        do throws(CompactError) {
            let batch = try SightingBatch(decoding: message.payload)
            distribution?.sensorShowed(batch.key, sensor: sensor, at: time)
            locator.received(batch, from: index, at: time, now: now)
        } catch {
            log.warning("sightings refused", metadata: ["sensor": "\(sensor)", "reason": "\(error)"])
        }
    }

    private func leaseCame(_ message: Message, at time: WallTime, now: Uptime) -> [Publication] {
        guard let claim = LeaseClaim(json: message.payload) else { return [] }
        if claim.holder != membership.sensor.id || claim.boot != boot { othersClaimAt = time }
        return lease.heard(claim, at: now).map { [SitePublications.lease($0, site: site)] } ?? []
    }

    private func statusCame(_ message: Message, now: Uptime) {
        guard let sensor = Topics.identifier(in: message.topic), sensor != membership.sensor.id,
            membership.document.locators.contains(where: { $0.id == sensor })
        else { return }
        if PublishedState.agent(message.payload) == .online {
            companions.insert(sensor)
            nextNotesAt = now
        } else {
            companions.remove(sensor)
            lease.boxIsGone(sensor, at: now)
        }
    }

    private func notesCame(_ message: Message) {
        do throws(CompactError) { handover.received(try VisitNotes(decoding: message.payload)) } catch {
            log.warning("visits refused", metadata: ["reason": "\(error)"])
        }
    }

    /// Gives the scans that are complete to the observer.
    private func locate(at time: WallTime, now: Uptime) -> [Publication] {
        var located: [LocatedScan] = []
        locator.takeLocations(at: time, now: now) { located.append(LocatedScan($0, zones: zoneKinds)) }
        var publications: [Publication] = []
        for var scan in located {
            scan.time = max(scan.time, time - Self.oldestScan)
            handover.heard(scan.tag, formerTag: scan.formerTag, at: scan.time)
            observer.located(scan, using: &generator)
            if observer.hasObservations { publications += takeObservations(of: scan) }
        }
        return publications
    }

    private func takeObservations(of scan: LocatedScan? = nil) -> [Publication] {
        observer.takeObservations(into: &observations)
        var publications: [Publication] = []
        for observation in observations {
            switch observation {
            case .visit(let event):
                let tag = event.kind == .started ? scan?.tag : nil
                publications += messages(for: handover.observed(event, tag: tag))
            case .footfall(let footfall) where !isHolding: remember(footfall)
            case .occupancy, .footfall, .flows, .level:
                if isHolding { publications.append(message(for: observation)) }
            }
        }
        return publications
    }

    /// The messages for visit events, each start after the note that another box needs to go on with the visit.
    private func messages(for events: [VisitEvent]) -> [Publication] {
        events.flatMap { event in
            let note = event.kind == .started ? handover.note(of: event.visit.identifier) : nil
            let notes = note.map { [SitePublications.visits(VisitNotes(isWhole: false, notes: [$0]), site: site)] }
            return (notes ?? []) + [message(for: .visit(event))]
        }
    }

    private func message(for observation: Observation) -> Publication {
        composer.publication(for: observation, clock: SystemClock.quality, using: &generator)
    }

    /// Windows that close while nobody holds the lease are told by whoever gets it.
    private func remember(_ footfall: Footfall) {
        recentWindows.removeAll { $0.to < footfall.to - Self.windowMemory }
        recentWindows.append(footfall)
    }

    private func changeRole(now: Uptime, at time: WallTime) -> [Publication] {
        guard lease.isHolding(at: now) != isHolding else { return [] }
        isHolding.toggle()
        log.notice(
            "locator",
            metadata: [
                "transition": isHolding ? "standby -> holder" : "holder -> standby", "lease.term": "\(lease.term)",
                "lease.holder": "\(lease.holder ?? "nobody")",
            ])
        guard isHolding else {
            distribution = nil
            handover.gaveUp()
            othersClaimAt = time
            return []
        }
        nextNotesAt = now
        beginKeys(at: time)
        let windows = recentWindows.filter { $0.to > othersClaimAt && $0.to > time - Self.windowMemory }
        recentWindows = []
        return messages(for: handover.tookOver()) + windows.map { message(for: .footfall($0)) }
    }

    private func beginKeys(at time: WallTime) {
        guard membership.sharesKeys, let keys else { return }
        do throws(RunError) {
            distribution = KeyDistribution(
                membership, signingKey: try keys.locatorKey(), configuration: configuration, at: time)
        } catch {
            log.error("keys cannot be announced", metadata: ["error": "\(error)"])
        }
    }

    /// Tells the observer which zones are not heard: visits there are held.
    private func updateCoverage(at time: WallTime, now: Uptime) {
        var inside = locator.coverage(at: now)[...]
        let strip: ZoneCoverage = inside.contains { $0 != .unknown } ? .full : .unknown
        for (zone, kind) in zoneKinds.enumerated() {
            let present = kind == .inside ? inside.popFirst() ?? .unknown : strip
            guard present != coverage[zone] else { continue }
            if present == .unknown { observer.coverageLost(ofZone: zone, at: time) }
            if coverage[zone] == .unknown { observer.coverageReturned(ofZone: zone, at: time) }
            observer.coverageThinned(present == .degraded, ofZone: zone)
            coverage[zone] = present
        }
    }

    private static let notesInterval = Interval.seconds(15)
    /// The observer takes frames out of order for five seconds.
    private static let oldestScan = Interval.seconds(4)
    private static let windowMemory = Interval.seconds(60)
}
