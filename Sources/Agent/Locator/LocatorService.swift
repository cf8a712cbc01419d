import Counting
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
    let site: String
    let zoneKinds: [ZoneKind]
    var composer: Composer
    var locator: SiteLocator
    var observer: SiteObserver
    var handover: VisitHandover
    var consentedVisits: ConsentedVisits
    var generator = Randomness.system
    var isHolding = false
    /// Windows that closed while this box did not speak.
    var recentWindows: [Footfall] = []
    let calibration: CalibrationDesk
    private var memory: CalibrationMemory
    let membership: SiteMembership
    let configuration: Configuration
    let table: ClassTable
    private let keys: BoxKeys?
    private let log: Logger
    private let boot: WallTime
    private var lease: LocatorLease
    /// The site's keys, while this box holds the lease.
    private var distribution: KeyDistribution?
    private var coverage: [ZoneCoverage]
    private var nextNotesAt: Uptime
    /// Boxes that may be locator too and are there.
    private var companions: Set<String> = []
    /// When a claim of another box last came: what closed since then nobody has told yet.
    private var othersClaimAt: WallTime

    /// A locator that has heard nothing.
    ///
    /// - Parameter rank: How many boxes are asked before this one.
    init(
        _ membership: SiteMembership, rank: Int, keys: BoxKeys?, calibration: CalibrationDesk,
        table: ClassTable, configuration: Configuration, at time: WallTime, log: Logger
    ) throws(RunError) {
        self.membership = membership
        self.keys = keys
        self.calibration = calibration
        self.table = table
        self.configuration = configuration
        self.log = log
        site = configuration.site
        boot = time
        zoneKinds = membership.zoneKinds
        let now = SystemClock.uptime
        do throws(InvalidPlan) {
            locator = try SiteLocator(membership.document.plan, calibration.calibration, at: now)
        } catch { throw .plan(error) }
        observer = SiteObserver(membership, table, configuration, at: time)
        memory = CalibrationMemory(directory: configuration.storage.directory, log: log)
        observer.peopleModel = memory.recall()
        composer = membership.composer(configuration, boot: time)
        consentedVisits = ConsentedVisits(
            triggers: configuration.offerTriggers(zones: membership.document.zones.map(\.id)))
        handover = VisitHandover(rules: PresenceRules(configuration))
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
            sightingsCame(message, at: time, now: now)
            return locate(&pipeline, at: time, now: now)
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
        if let changed = calibration.takeChange() { locator.recalibrate(changed) }
        var publications = lease.tick(at: now).map { [SitePublications.lease($0, site: site)] } ?? []
        publications += locate(&pipeline, at: time, now: now)
        updateCoverage(at: time, now: now)
        endConsents(&pipeline, at: time)
        observer.advance(to: time)
        memory.keep(observer.peopleModel)
        publications += takeObservations(pipeline)
        publications += changeRole(pipeline, now: now, at: time)
        guard isHolding else { return publications }
        if let announcement = distribution?.tick(at: time) { publications.append(composer.keys(announcement)) }
        if !coverage.contains(.unknown) { publications += messages(for: handover.tick(at: time), pipeline) }
        if now >= nextNotesAt {
            nextNotesAt = now + Self.notesInterval
            publications.append(SitePublications.visits(handover.notes, site: site))
        }
        return publications
    }

    /// Whose word on the site's visits counts; `nil` where no other box may be locator.
    var standing: Dispatch.Standing? {
        guard membership.document.locators.count > 1 else { return nil }
        if lease.isHolding(at: SystemClock.uptime) { return .speaks }
        guard lease.state == .standby, let holder = lease.holder, holder != membership.sensor.id else { return .waits }
        return .isSuperseded
    }

    /// The agent stops: another box goes on with the visits, or they end.
    func stopped(pipeline: inout SensingPipeline, at time: WallTime) -> [Publication] {
        let now = SystemClock.uptime
        let release = lease.released(at: now).map { [SitePublications.lease($0, site: site)] } ?? []
        if !companions.isEmpty {
            return (isHolding ? [SitePublications.visits(handover.notes, site: site)] : []) + release
        }
        // The holder may have gone a moment ago.
        let taken = isHolding ? [] : messages(for: handover.tookOver(), pipeline)
        observer.stopped(at: time)
        return taken + takeObservations(pipeline) + release
    }

    /// Events are kept: their count goes on after `sequence`. What has to be said should the agent die is kept only where
    /// no other box would go on with its visits.
    func goOn(after sequence: Int) {
        composer.goOn(after: sequence)
        composer.keepsTestaments = membership.document.locators.count == 1
    }
}

/// What comes from the broker.
extension LocatorService {
    private func sightingsCame(_ message: Message, at time: WallTime, now: Uptime) {
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
}

/// Who speaks, and for what is heard.
extension LocatorService {
    private func changeRole(_ pipeline: borrowing SensingPipeline, now: Uptime, at time: WallTime) -> [Publication] {
        guard lease.isHolding(at: now) != isHolding else { return [] }
        isHolding.toggle()
        calibration.roleChanged(isHolding: isHolding)
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
        return messages(for: handover.tookOver(), pipeline) + windows.map { message(for: .footfall($0), pipeline) }
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

    /// The wall clock was set: what was dated by the old one says nothing any more.
    func forgetTimes(at time: WallTime) {
        recentWindows = []
        othersClaimAt = time
        coverage = Array(repeating: .full, count: zoneKinds.count)
    }

    /// Tells the observer which zones are not heard: visits there are held.
    private func updateCoverage(at time: WallTime, now: Uptime) {
        var inside = locator.coverage(at: now)[...]
        let strip: ZoneCoverage = inside.contains { $0 != .unknown } ? .full : .unknown
        for (zone, kind) in zoneKinds.enumerated() {
            let present = kind == .inside ? inside.popFirst() ?? .unknown : strip
            guard present != coverage[zone] else { continue }
            observer.coverageThinned(present == .degraded, ofZone: zone)
            if present == .unknown { observer.coverageLost(ofZone: zone, at: time) }
            if coverage[zone] == .unknown { observer.coverageReturned(ofZone: zone, at: time) }
            coverage[zone] = present
        }
    }

    private static let notesInterval = Interval.seconds(15)
    static let windowMemory = Interval.seconds(60)
}
