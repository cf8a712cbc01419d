public import Counting
public import Privacy
public import Timekeeping

/// Turns sightings into what the outside learns: visits, occupancy each minute, closed windows.
///
/// It takes the frames of one sensor alone (``sightedAgain(_:using:)``), whose zone is where phones are heard well; or
/// scans that several sensors have located in the zones of a site (``located(_:using:)``).
///
/// Time is the frames' own, and is to be advanced also when no frame comes. Windows are aligned to the shop's clocks.
public struct SiteObserver: Sendable {
    /// Sightings without a level: the sensor cannot say where they came from, and they are not counted.
    public private(set) var sightingsWithoutLevel = 0

    var tracker: PresenceTracker
    let zones: [ZoneKind]
    let followsVisits: Bool
    private let table: ClassTable
    /// Scans from inside, and scans from outside; the latter only where zones lie outside.
    var estimator: DeviceEstimator
    var outsideEstimator: DeviceEstimator?
    var windows: ObservedWindows
    var people: PeopleReckoning
    var levels: [ZoneLevel]
    let thresholds: ZoneLevelThresholds?
    var flows: ZoneFlows
    /// When counting began.
    var startedAt: WallTime
    /// Since when everything is heard.
    var heardSince: WallTime
    var heardTime: HeardTime
    var now: WallTime
    var minute: Int64
    var coverage: [Coverage]
    /// Zones of which some sensors are lost.
    var isThinned: [Bool]
    var isReduced = false
    var giveUps = 0
    @usableFromInline var observations: [Observation] = []

    /// An observer that has heard nothing.
    ///
    /// - Parameters:
    ///   - zones: The zones of the site, in its order: a sensor alone has one, inside.
    ///   - timeZone: The shop's clocks, which windows go by.
    ///   - table: How many devices of a class there are, given how often it scans.
    ///   - levels: From how many people on a zone is of which level; `nil`: nobody wants to know.
    public init(
        rules: PresenceRules, zones: [ZoneKind] = [.inside], timeZone: TimeZoneRules = .utc,
        table: ClassTable = .shipped, levels thresholds: ZoneLevelThresholds? = nil, followsVisits: Bool,
        deviceLimit: Int = 65_536, at time: WallTime
    ) {
        self.zones = zones
        self.followsVisits = followsVisits
        self.thresholds = thresholds
        tracker = PresenceTracker(
            rules: rules, zones: zones, followsVisits: followsVisits, deviceLimit: deviceLimit, at: time)
        self.table = table
        estimator = DeviceEstimator(zones: zones.count, table: table)
        outsideEstimator = zones.contains(.outside) ? DeviceEstimator(zones: zones.count, table: table) : nil
        windows = ObservedWindows(zones: zones.count, timeZone: timeZone, at: time)
        people = PeopleReckoning(zones: zones, timeZone: timeZone, at: time)
        levels = [ZoneLevel](repeating: .quiet, count: zones.count)
        flows = ZoneFlows(zones: zones.count, from: time, to: time)
        coverage = [Coverage](repeating: .degraded, count: zones.count)
        isThinned = [Bool](repeating: false, count: zones.count)
        startedAt = time
        heardSince = time
        heardTime = HeardTime(since: time)
        now = Self.wholeSecond(of: time)
        minute = Self.minute(of: time)
    }

    /// A counter at the doors, a camera or a person with a tally was read.
    public mutating func counted(_ reading: CounterReading) {
        people.read(reading)
        windows.read(reading)
    }

    /// What other counters have taught; set, it is what they taught before.
    public var peopleModel: PeopleModel {
        get { people.model }
        set { people.model = newValue }
    }

    /// Whether a table gave something up in the last minute, or there are more addresses than phones can have: somebody
    /// may be flooding the air.
    public internal(set) var isFlooded = false

    /// Devices in all zones at the last full minute, on average over 15 minutes, uncalibrated.
    public internal(set) var deviceEstimate = 0.0

    /// Visits that are going on.
    public var visitCount: Int { tracker.visitCount }

    /// The visits that go on and were heard after `time`, as they stand.
    public func visits(heardAfter time: WallTime) -> [VisitSummary] { tracker.visits(heardAfter: time) }

    /// Addresses that are remembered.
    public var deviceCount: Int { tracker.deviceCount }

    /// A device was heard. Answers false, and does nothing more, when it is not known by its tag: then the sighting is to
    /// be given to ``sightedAnew(_:formerTag:using:)``.
    public mutating func sightedAgain(_ sighting: Sighting, using generator: inout some RandomNumberGenerator) -> Bool {
        advance(to: sighting.time)
        guard let level = sighting.levelDBm else {
            sightingsWithoutLevel += 1
            return true
        }
        guard let evidence = tracker.sightedAgain(sighting, levelDBm: level, using: &generator) else { return false }
        note(evidence, of: sighting)
        return true
    }

    /// A device was heard that is not known by its tag; it may be known by the tag of the epoch before.
    public mutating func sightedAnew(
        _ sighting: Sighting, formerTag: Tag?, using generator: inout some RandomNumberGenerator
    ) {
        guard let level = sighting.levelDBm else { return }
        let evidence = tracker.sightedAnew(sighting, formerTag: formerTag, levelDBm: level, using: &generator)
        note(evidence, of: sighting)
    }

    /// A scan was located.
    public mutating func located(_ scan: LocatedScan, using generator: inout some RandomNumberGenerator) {
        advance(to: scan.time)
        let evidence = tracker.located(scan, using: &generator)
        if evidence.isInside {
            let inside = zip(scan.zones, zones).map { $1 == .inside ? $0 : 0 }
            if evidence.count(scan.signature, in: &estimator, at: scan.time, zones: inside) {
                tracker.countedByClass()
            }
        } else {
            let outside = zip(scan.zones, zones).map { $1 == .outside ? $0 : 0 }
            outsideEstimator?.heard(
                scan.signature.bits, startsBurst: evidence.startsBurst, at: scan.time, zones: outside)
        }
        if !tracker.events.isEmpty { collectVisits() }
    }

    /// Lets time pass in steps of a second, so that what happens does not depend on how often this is called.
    ///
    /// Of a gap of more than two hours the first and the last are gone through, and windows begin anew between.
    public mutating func advance(to time: WallTime) {
        if !calm.contains(time) { walk(to: time) }
    }

    /// The times at which ``advance(to:)`` would do nothing.
    public var calm: Range<WallTime> { now - Self.tolerance..<now + .seconds(1) }

    private mutating func walk(to time: WallTime) {
        if time - now > Self.longestWalk {
            // Whole hours are left out, so that windows that are told nest as ever.
            let part = Interval(nanoseconds: Self.longestWalk.nanoseconds / 2)
            walk(to: windows.startOfHour(at: now + part + part))
            let end = windows.startOfHour(at: time - part)
            if end > now { skip(to: end) }
        }
        while time - now >= .seconds(1) {
            now = now + .seconds(1)
            step()
        }
        if time < now { fallBack(to: time) }
    }

    /// The clock was set back. What is counted goes on, unless that would last too long.
    private mutating func fallBack(to time: WallTime) {
        if now - time >= PresenceTracker.retention {
            tracker.clockFellBack(to: time)
            estimator = DeviceEstimator(zones: zones.count, table: table)
            if outsideEstimator != nil { outsideEstimator = DeviceEstimator(zones: zones.count, table: table) }
            collectVisits()
        }
        startedAt = min(startedAt, time)
        heardSince = min(heardSince, time)
        heardTime.fellBack(to: time)
        now = Self.wholeSecond(of: time)
        minute = Self.minute(of: time)
    }

    /// The sensors of a zone, or of all zones, hear nothing, for a reason that is not the visitors'.
    public mutating func coverageLost(ofZone zone: Int? = nil, at time: WallTime) {
        for zone in zone.map({ $0...$0 }) ?? 0...zones.count - 1 {
            coverage[zone] = .unknown
            tracker.coverageLost(ofZone: zone, at: time)
        }
        if coverage.allSatisfy({ $0 == .unknown }) { heardTime.lost(at: time) }
        observeOccupancies(at: time)
    }

    /// The sensors of a zone, or of all zones, hear again.
    public mutating func coverageReturned(ofZone zone: Int? = nil, at time: WallTime) {
        for zone in zone.map({ $0...$0 }) ?? 0...zones.count - 1 {
            coverage[zone] = .degraded
            tracker.coverageReturned(ofZone: zone, at: time)
        }
        heardSince = max(heardSince, time)
        heardTime.returned(at: time)
        observeOccupancies(at: time)
    }

    /// Some of the sensors of a zone are lost, or none is any more; the others hear it.
    public mutating func coverageThinned(_ isThinned: Bool, ofZone zone: Int) { self.isThinned[zone] = isThinned }

    /// Some of the radios hear nothing, or all hear again.
    public mutating func coverageReduced(_ isReduced: Bool, at time: WallTime) {
        guard isReduced != self.isReduced else { return }
        self.isReduced = isReduced
        gradeCoverage(at: time)
        observeOccupancies(at: time)
    }

    /// A visit of somebody who agreed has ended; was the owner here before under the same consent?
    public mutating func consentedVisitEnded(_ visit: VisitSummary, isReturning: Bool) {
        tracker.tally.consentedVisitEnded(isReturning: isReturning, zone: visit.zone ?? 0)
    }

    /// What the end of a consent does to visits.
    mutating func endConsent(_ body: (inout PresenceTracker) -> Void) {
        body(&tracker)
        if !tracker.events.isEmpty { collectVisits() }
    }

    /// The agent stops: visits end, and the state is told once more.
    public mutating func stopped(at time: WallTime) {
        advance(to: time)
        tracker.stopped(at: time)
        collectVisits()
        observeOccupancies(at: time)
    }

    /// Whether there is something to take. Inlined, since a call from another room copies the observer: 4 % of a replay.
    @inlinable public var hasObservations: Bool { !observations.isEmpty }

    /// Takes what was observed, in order, into `taken`, whose memory serves for what comes next.
    public mutating func takeObservations(into taken: inout [Observation]) {
        taken.removeAll(keepingCapacity: true)
        swap(&taken, &observations)
    }

    private mutating func note(_ evidence: ScanEvidence, of sighting: Sighting) {
        if evidence.isInside, evidence.count(sighting.signature, in: &estimator, at: sighting.time) {
            tracker.countedByClass()
        }
        if !tracker.events.isEmpty { collectVisits() }
    }

    static func minute(of time: WallTime) -> Int64 {
        flooredDivision(time.nanoseconds, by: Interval.minutes(1).nanoseconds).quotient
    }

    /// Steps fall on whole seconds, so that a minute is told before the first frame of the next one is counted.
    static func wholeSecond(of time: WallTime) -> WallTime {
        WallTime(seconds: flooredDivision(time.nanoseconds, by: Interval.seconds(1).nanoseconds).quotient)
    }

    /// Frames of several radios arrive out of order by no more than this.
    private static let tolerance = Interval.seconds(5)
    private static let longestWalk = Interval.minutes(120)
}
