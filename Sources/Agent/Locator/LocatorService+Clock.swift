import Counting
import Fleet
import Locating
import Presence
import Timekeeping
import Uplink

/// What the locator does when its own wall clock was wrong.
extension LocatorService {
    /// All that goes on ends by the old clock and begins anew by the new one; so do the clocks of the sensors, which are
    /// measured against this one. What counters taught stays. At a box that does not speak, nobody learns of it.
    func clockWasSet(from old: WallTime, to new: WallTime, pipeline: inout SensingPipeline) -> [Publication] {
        observer.stopped(at: old)
        let publications = takeObservations(pipeline)
        let learnt = observer.peopleModel
        observer = SiteObserver(membership, table, configuration, at: new)
        observer.peopleModel = learnt
        locator.beginAnew(at: SystemClock.uptime)
        handover = VisitHandover(rules: PresenceRules(configuration))
        if isHolding { _ = handover.tookOver() }
        forgetTimes(at: new)
        return publications
    }
}

extension SiteObserver {
    /// An observer of a site's zones that has seen nothing.
    init(
        _ membership: SiteMembership, _ table: ClassTable, _ configuration: Configuration, at time: WallTime
    ) {
        self.init(
            rules: PresenceRules(configuration), zones: membership.zoneKinds,
            timeZone: TimeZoneFile.rules(of: membership.document.timeZone) ?? .utc,
            table: table, levels: ZoneLevelThresholds(configuration),
            followsVisits: configuration.privacy.preset == .pseudonymous, at: time)
    }
}
