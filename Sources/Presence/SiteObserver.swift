import Counting
public import Privacy
public import Timekeeping

/// Turns the sightings of one sensor into what the outside learns: visits, occupancy each minute, closed windows.
///
/// Time is the frames' own, and is to be advanced also when no frame comes. Windows are aligned to UTC.
public struct SiteObserver: Sendable {
    /// Sightings without a level: the sensor cannot say where they came from, and they are not counted.
    public private(set) var sightingsWithoutLevel = 0

    private var tracker: PresenceTracker
    private var estimator = DeviceEstimator()
    private var means = WindowMeans()
    private let startedAt: WallTime
    private var now: WallTime
    private var minute: Int64
    private var coverage = Coverage.full
    private var giveUps = 0
    @usableFromInline private(set) var observations: [Observation] = []

    /// An observer that has heard nothing.
    public init(rules: PresenceRules, followsVisits: Bool, deviceLimit: Int = 65_536, at time: WallTime) {
        tracker = PresenceTracker(rules: rules, followsVisits: followsVisits, deviceLimit: deviceLimit, at: time)
        startedAt = time
        now = Self.wholeSecond(of: time)
        minute = Self.minute(of: time)
    }

    /// Whether a table gave something up in the last minute: somebody may be flooding the air with addresses.
    public var isFlooded: Bool { coverage == .degraded }

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
            estimator = DeviceEstimator()
            collectVisits()
        }
        now = Self.wholeSecond(of: time)
        minute = Self.minute(of: time)
    }

    /// The sensor hears nothing, for a reason that is not the visitors'.
    public mutating func coverageLost(at time: WallTime) {
        coverage = .unknown
        tracker.coverageLost(at: time)
        observations.append(.occupancy(occupancy(at: time)))
    }

    /// The sensor hears again.
    public mutating func coverageReturned(at time: WallTime) {
        coverage = .full
        tracker.coverageReturned(at: time)
        observations.append(.occupancy(occupancy(at: time)))
    }

    /// The agent stops: visits end, and the state is told once more.
    public mutating func stopped(at time: WallTime) {
        advance(to: time)
        tracker.stopped(at: time)
        collectVisits()
        observations.append(.occupancy(occupancy(at: time)))
    }

    /// Whether there is something to take. Inlined, since a call from another room copies the observer: 4 % of a replay.
    @inlinable public var hasObservations: Bool { !observations.isEmpty }

    /// Takes what was observed, in order, into `taken`, whose memory serves for what comes next.
    public mutating func takeObservations(into taken: inout [Observation]) {
        taken.removeAll(keepingCapacity: true)
        swap(&taken, &observations)
    }

    /// The state of the zone up to, and without, `time`: at a full minute, 15 whole minutes.
    public mutating func occupancy(at time: WallTime) -> Occupancy {
        Occupancy(
            from: max(startedAt, time - PresenceTracker.retention), to: time,
            devices: coverage == .unknown ? nil : estimator.estimate(at: time - .nanoseconds(1)),
            distinctAddresses: tracker.deviceCount, randomisedAddresses: tracker.randomisedDeviceCount,
            coverage: coverage)
    }

    private mutating func note(_ evidence: ScanEvidence, of sighting: Sighting) {
        if evidence.isInside {
            estimator.heard(sighting.signature.bits, startsBurst: evidence.startsBurst, at: sighting.time)
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
        let occupancy = occupancy(at: boundary)
        observations.append(.occupancy(occupancy))
        means.add(occupancy.devices)
        for length in FootfallTally.Length.allCases where minute * 60 % Int64(length.interval.seconds) == 0 {
            close(length, at: boundary)
        }
    }

    private mutating func close(_ length: FootfallTally.Length, at boundary: WallTime) {
        let figures = tracker.closeWindow(length, at: boundary)
        let devices = means.take(length)
        guard figures.from < boundary else { return }  // a window that the clock goes through again
        observations.append(
            .footfall(
                Footfall(
                    length: length, from: figures.from, to: boundary, devices: devices, figures: figures,
                    coverage: coverage)))
    }

    /// Figures are degraded in a minute in which a table gave something up.
    private mutating func updateCoverage() {
        let giveUps = tracker.evictions + estimator.refusedFrames
        if coverage != .unknown { coverage = giveUps > self.giveUps ? .degraded : .full }
        self.giveUps = giveUps
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
