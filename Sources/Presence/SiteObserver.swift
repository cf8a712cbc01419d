import Counting
public import Privacy
public import Timekeeping

/// Turns sightings into what the outside learns: visits, occupancy each minute, closed windows.
///
/// It takes the frames of one sensor alone (``sightedAgain(_:using:)``), whose zone is where phones are heard well; or
/// scans that several sensors have located in the zones of a site (``located(_:using:)``).
///
/// Time is the frames' own, and is to be advanced also when no frame comes. Windows are aligned to UTC.
public struct SiteObserver: Sendable {
    /// Sightings without a level: the sensor cannot say where they came from, and they are not counted.
    public private(set) var sightingsWithoutLevel = 0

    private var tracker: PresenceTracker
    private let zones: [ZoneKind]
    /// Scans from inside, and scans from outside; the latter only where zones lie outside.
    private var estimator: DeviceEstimator
    private var outsideEstimator: DeviceEstimator?
    private var means: [WindowMeans]
    private let startedAt: WallTime
    private var now: WallTime
    private var minute: Int64
    private var coverage: [Coverage]
    /// Zones of which some sensors are lost.
    private var isThinned: [Bool]
    private var isReduced = false
    private var giveUps = 0
    @usableFromInline private(set) var observations: [Observation] = []

    /// An observer that has heard nothing.
    ///
    /// - Parameter zones: The zones of the site, in its order: a sensor alone has one, inside.
    public init(
        rules: PresenceRules, zones: [ZoneKind] = [.inside], followsVisits: Bool, deviceLimit: Int = 65_536,
        at time: WallTime
    ) {
        self.zones = zones
        tracker = PresenceTracker(
            rules: rules, zones: zones, followsVisits: followsVisits, deviceLimit: deviceLimit, at: time)
        estimator = DeviceEstimator(zones: zones.count)
        outsideEstimator = zones.contains(.outside) ? DeviceEstimator(zones: zones.count) : nil
        means = [WindowMeans](repeating: WindowMeans(), count: zones.count)
        coverage = [Coverage](repeating: .full, count: zones.count)
        isThinned = [Bool](repeating: false, count: zones.count)
        startedAt = time
        now = Self.wholeSecond(of: time)
        minute = Self.minute(of: time)
    }

    /// Whether a table gave something up in the last minute, or there are more addresses than phones can have: somebody
    /// may be flooding the air.
    public private(set) var isFlooded = false

    /// Devices in all zones at the last full minute, on average over 15 minutes, uncalibrated.
    public private(set) var deviceEstimate = 0.0

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
    /// After a gap of more than two hours the rest is one step.
    public mutating func advance(to time: WallTime) {
        if !calm.contains(time) { walk(to: time) }
    }

    /// The times at which ``advance(to:)`` would do nothing.
    public var calm: Range<WallTime> { now - Self.tolerance..<now + .seconds(1) }

    private mutating func walk(to time: WallTime) {
        if time - now > Self.longestWalk { now = Self.wholeSecond(of: time - Self.longestWalk) }
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
            estimator = DeviceEstimator(zones: zones.count)
            if outsideEstimator != nil { outsideEstimator = DeviceEstimator(zones: zones.count) }
            collectVisits()
        }
        now = Self.wholeSecond(of: time)
        minute = Self.minute(of: time)
    }

    /// The sensors of a zone, or of all zones, hear nothing, for a reason that is not the visitors'.
    public mutating func coverageLost(ofZone zone: Int? = nil, at time: WallTime) {
        for zone in zone.map({ $0...$0 }) ?? 0...zones.count - 1 {
            coverage[zone] = .unknown
            tracker.coverageLost(ofZone: zone, at: time)
        }
        observeOccupancies(at: time)
    }

    /// The sensors of a zone, or of all zones, hear again.
    public mutating func coverageReturned(ofZone zone: Int? = nil, at time: WallTime) {
        for zone in zone.map({ $0...$0 }) ?? 0...zones.count - 1 {
            coverage[zone] = isReduced || isThinned[zone] ? .degraded : .full
            tracker.coverageReturned(ofZone: zone, at: time)
        }
        observeOccupancies(at: time)
    }

    /// Some of the sensors of a zone are lost, or none is any more; the others hear it.
    public mutating func coverageThinned(_ isThinned: Bool, ofZone zone: Int) { self.isThinned[zone] = isThinned }

    /// Some of the radios hear nothing, or all hear again.
    public mutating func coverageReduced(_ isReduced: Bool, at time: WallTime) {
        guard isReduced != self.isReduced else { return }
        self.isReduced = isReduced
        gradeCoverage()
        observeOccupancies(at: time)
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

    /// The state of each zone up to, and without, `time`: at a full minute, of 15 whole minutes.
    public mutating func occupancies(at time: WallTime) -> [Occupancy] {
        let end = time - .nanoseconds(1)
        var devices = estimator.devicesByZone(at: end)
        if let outside = outsideEstimator?.devicesByZone(at: end) {
            for zone in zones.indices { devices[zone] += outside[zone] }
        }
        let from = max(startedAt, time - PresenceTracker.retention)
        tracker.forEachFollowed(from: from, to: time) { _, zone, _, share in devices[zone] += share }
        return zones.indices.map { zone in
            Occupancy(
                zone: zone, from: from, to: time,
                devices: coverage[zone] == .unknown ? nil : .uncalibrated(devices[zone]),
                distinctAddresses: tracker.addresses[zone].count,
                randomisedAddresses: tracker.addresses[zone].randomisedCount, coverage: coverage[zone])
        }
    }

    private mutating func observeOccupancies(at time: WallTime) {
        for occupancy in occupancies(at: time) { observations.append(.occupancy(occupancy)) }
    }

    private mutating func note(_ evidence: ScanEvidence, of sighting: Sighting) {
        if evidence.isInside, evidence.count(sighting.signature, in: &estimator, at: sighting.time) {
            tracker.countedByClass()
        }
        if !tracker.events.isEmpty { collectVisits() }
    }

    private mutating func step() {
        tracker.tick(at: now)
        if !tracker.events.isEmpty { collectVisits() }
        let minute = Self.minute(of: now)
        guard minute != self.minute else { return }
        self.minute = minute
        let boundary = WallTime(seconds: minute * 60)
        tracker.forgetTheAbsent(at: boundary)
        updateCoverage()
        let occupancies = occupancies(at: boundary)
        deviceEstimate = occupancies.reduce(0) { $0 + ($1.devices?.value ?? 0) }
        for occupancy in occupancies {
            observations.append(.occupancy(occupancy))
            means[occupancy.zone].add(occupancy.devices)
        }
        for length in FootfallTally.Length.allCases where minute * 60 % Int64(length.interval.seconds) == 0 {
            close(length, at: boundary)
        }
    }

    private mutating func close(_ length: FootfallTally.Length, at boundary: WallTime) {
        for (zone, figures) in tracker.closeWindow(length, at: boundary).enumerated() {
            let devices = means[zone].take(length)
            guard figures.from < boundary else { continue }  // a window that the clock goes through again
            observations.append(
                .footfall(
                    Footfall(
                        zone: zone, length: length, from: figures.from, to: boundary, devices: devices,
                        figures: figures, coverage: coverage[zone])))
        }
    }

    /// Figures are degraded in a minute in which a table gave something up, and while a radio is lost.
    private mutating func updateCoverage() {
        let giveUps = tracker.evictions + estimator.refusedFrames + (outsideEstimator?.refusedFrames ?? 0)
        isFlooded =
            giveUps > self.giveUps || FloodSign.isThere(addresses: tracker.deviceCount, devices: deviceEstimate)
        gradeCoverage()
        self.giveUps = giveUps
    }

    private mutating func gradeCoverage() {
        for zone in zones.indices where coverage[zone] != .unknown {
            coverage[zone] = isReduced || isFlooded || isThinned[zone] ? .degraded : .full
        }
    }

    private mutating func collectVisits() {
        for event in tracker.events { observations.append(.visit(event)) }
        tracker.forgetEvents()
    }

    private static func minute(of time: WallTime) -> Int64 {
        flooredDivision(time.nanoseconds, by: Interval.minutes(1).nanoseconds).quotient
    }

    /// Steps fall on whole seconds, so that a minute is told before the first frame of the next one is counted.
    private static func wholeSecond(of time: WallTime) -> WallTime {
        WallTime(seconds: flooredDivision(time.nanoseconds, by: Interval.seconds(1).nanoseconds).quotient)
    }

    /// Frames of several radios arrive out of order by no more than this.
    private static let tolerance = Interval.seconds(5)
    private static let longestWalk = Interval.minutes(120)
}

/// The means of the minutes' estimates over the open windows.
private struct WindowMeans: Equatable, Sendable {
    private var quarterHour = Mean()
    private var hour = Mean()

    mutating func add(_ estimate: Estimate?) {
        guard let estimate else { return }
        quarterHour.add(estimate.value)
        hour.add(estimate.value)
    }

    /// The mean over a window that closes; `nil` when no minute of it had an estimate.
    mutating func take(_ length: FootfallTally.Length) -> Estimate? {
        switch length {
        case .quarterHour: quarterHour.take()
        case .hour: hour.take()
        }
    }

    private struct Mean: Equatable, Sendable {
        var sum = 0.0
        var count = 0

        mutating func add(_ value: Double) {
            sum += value
            count += 1
        }

        mutating func take() -> Estimate? {
            defer { self = Mean() }
            return count == 0 ? nil : .uncalibrated(sum / Double(count))
        }
    }
}
