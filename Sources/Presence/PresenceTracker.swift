public import Privacy
public import Timekeeping

/// Follows the devices that can be followed, and counts the rest.
///
/// Inputs are facts with their time; visit events collect in ``events`` until they are taken. Devices are forgotten
/// ``retention`` after their last frame; of a device that goes by random addresses, each address is another device.
public struct PresenceTracker: Sendable {
    /// How long a device is remembered after its last frame, if no visit needs longer.
    public static let retention = Interval.minutes(15)

    /// What happened since the events were last taken, in order.
    public private(set) var events: [VisitEvent] = []
    /// What the closing windows need to know.
    public private(set) var tally: FootfallTally
    /// Devices that were given up because the table was full: counts are too low then.
    public private(set) var evictions = 0

    private let rules: PresenceRules
    private let model: LevelModel
    private let followsVisits: Bool
    private var devices: DeviceTable
    private var visits: VisitTable
    private var lastPlace = 0
    private var randomisedCount = 0
    private var deafSince: WallTime?
    private var deafTime = Interval.zero

    /// A tracker that has heard nothing.
    ///
    /// - Parameters:
    ///   - followsVisits: Whether visits may be followed at all: not with the preset `anonymous`.
    ///   - deviceLimit: The most devices that are kept.
    public init(rules: PresenceRules, followsVisits: Bool, deviceLimit: Int = 65_536, at time: WallTime) {
        self.rules = rules
        self.followsVisits = followsVisits
        model = LevelModel(minimumLevelDBm: rules.minimumLevelDBm)
        devices = DeviceTable(limit: deviceLimit)
        visits = VisitTable(limit: deviceLimit, at: time)
        tally = FootfallTally(at: time)
    }

    /// How many devices were heard within ``retention``: addresses, not people.
    public var deviceCount: Int { devices.count }

    /// How many of them chose their address themselves.
    public var randomisedDeviceCount: Int { randomisedCount }

    /// How many visits are going on.
    public var visitCount: Int { visits.count }

    /// The visits that go on and were heard after `time`, as they stand.
    public func visits(heardAfter time: WallTime) -> [VisitSummary] {
        visits.all.filter { $0.lastInside > time }.map { $0.summary(rules: rules, model: model) }
    }

    /// A device that is remembered was heard at a level; answers what the counting room needs to know of it.
    ///
    /// Answers `nil`, and does nothing, when the device is not known by this tag.
    public mutating func sightedAgain(
        _ sighting: Sighting, levelDBm: Int8, using generator: inout some RandomNumberGenerator
    ) -> ScanEvidence? {
        guard let place = placeOfLast(sighting.tag) ?? devices.place(of: sighting.tag) else { return nil }
        return sighted(place, levelDBm: levelDBm, at: sighting.time, using: &generator)
    }

    /// A device was heard that is not known by this tag; it may be known by the tag of the epoch before.
    public mutating func sightedAnew(
        _ sighting: Sighting, formerTag: Tag?, levelDBm: Int8, using generator: inout some RandomNumberGenerator
    ) -> ScanEvidence {
        let place: Int
        if let known = formerTag.flatMap(devices.place) {
            devices.retag(known, as: sighting.tag)
            place = known
        } else {
            place = add(Device(tag: sighting.tag, isRandomised: sighting.isRandomised, at: sighting.time))
        }
        return sighted(place, levelDBm: levelDBm, at: sighting.time, using: &generator)
    }

    /// Lets time pass by a second: visits become idle and end.
    public mutating func tick(at time: WallTime) {
        for place in visits.due(at: time) {
            let next = review(place, at: time)
            visits.lookAgain(at: next, place: place)
        }
    }

    /// Forgets the devices that were not heard for ``retention``; to be called each minute.
    public mutating func forgetTheAbsent(at time: WallTime) {
        for place in devices.entries.indices {
            let device = devices.entries[place]
            if device.isTaken, device.visit < 0, time - device.lastHeard >= Self.retention { forget(place) }
        }
    }

    /// Forgets the events that have collected: they were read.
    mutating func forgetEvents() { events.removeAll(keepingCapacity: true) }

    /// Closes the window of a tally that ends at `time`.
    public mutating func closeWindow(_ length: FootfallTally.Length, at time: WallTime) -> FootfallFigures {
        tally.close(length, at: time)
    }

    /// The sensor hears nothing for a reason that is not the visitors': silence does not count from now on.
    public mutating func coverageLost(at time: WallTime) {
        if deafSince == nil { deafSince = time }
    }

    /// The sensor hears again.
    public mutating func coverageReturned(at time: WallTime) {
        if let since = deafSince { deafTime = deafTime + max(time - since, .zero) }
        deafSince = nil
    }

    /// The clock fell back by more than a device is remembered for: nothing would be forgotten in time, so all of it is
    /// now, and visits end as they stand.
    mutating func clockFellBack(to time: WallTime) {
        for place in devices.entries.indices where devices.entries[place].isTaken {
            end(place, reason: .absent, at: devices.entries[place].lastHeard)
            forget(place)
        }
        if deafSince != nil { deafSince = time }
    }

    /// The agent stops: every visit ends as it stands.
    public mutating func stopped(at time: WallTime) {
        for place in devices.entries.indices where devices.entries[place].isTaken {
            end(place, reason: .stopped, at: time)
        }
    }

    /// Where a device stands that was also the last one to be heard: frames of a scan follow each other.
    private func placeOfLast(_ tag: Tag) -> Int? {
        guard lastPlace < devices.entries.count else { return nil }
        let last = devices.entries[lastPlace]
        return last.isTaken && last.tag == tag ? lastPlace : nil
    }

    private mutating func sighted(
        _ place: Int, levelDBm: Int8, at time: WallTime, using generator: inout some RandomNumberGenerator
    ) -> ScanEvidence {
        lastPlace = place
        tally.count(&devices.entries[place])
        let startsScan = devices.entries[place].heard(levelDBm: levelDBm, at: time, model: model)
        if followsVisits { follow(place, startsScan: startsScan, at: time, using: &generator) }
        return ScanEvidence(startsBurst: startsScan, isInside: devices.entries[place].isInside(model))
    }

    private mutating func add(_ device: Device) -> Int {
        if devices.isFull {
            let victim = devices.victim()
            evictions += 1
            end(victim, reason: .absent, at: device.lastHeard)
            forget(victim)
        }
        if device.isRandomised { randomisedCount += 1 }
        return devices.insert(device)
    }

    private mutating func follow(
        _ place: Int, startsScan: Bool, at time: WallTime, using generator: inout some RandomNumberGenerator
    ) {
        let device = devices.entries[place]
        if device.visit >= 0 {
            if model.isClearlyOutside(device.scanLevels) { return }
            let resumes = visits[device.visit].heard(
                startsScan: startsScan, levels: device.scanLevels, at: time, deafTime: deafTime)
            if resumes { publish(.resumed, device.visit, at: time) }
        } else if device.isStable, device.hasEntered(model) {
            start(place, using: &generator)
        }
    }

    private mutating func start(_ place: Int, using generator: inout some RandomNumberGenerator) {
        let device = devices.entries[place]
        let visit = Visit(
            identifier: VisitIdentifier(generator.next(), generator.next()),
            startedAt: device.firstInside, lastInside: device.lastHeard, scans: Int(device.insideScans),
            levels: device.scanLevels, deafTime: deafTime)
        devices.entries[place].visit = visits.add(
            visit, device: place, reviewAt: device.lastHeard + rules.idleAfter)
        tally.visitStarted()
        publish(.started, devices.entries[place].visit, at: visit.startedAt)
    }

    /// The second has come to look at a visit: it may be idle, or over. Answers when to look again.
    private mutating func review(_ place: Int32, at time: WallTime) -> WallTime {
        let visit = visits[place]
        let silence = visit.silence(at: time, deafTime: deafTime(at: time))
        if silence >= rules.endAfter {
            let device = visits.device(of: place)
            let isHeardOutside = devices.entries[device].lastHeard > visit.lastInside
            end(device, reason: isHeardOutside ? .movedOutside : .absent, at: time)
        } else if silence >= rules.idleAfter, visit.state == .present {
            visits[place].becomeIdle()
            publish(.idle, place, at: time)
        }
        return time + ((silence >= rules.idleAfter ? rules.endAfter : rules.idleAfter) - silence)
    }

    private mutating func forget(_ place: Int) {
        let device = devices.entries[place]
        if device.isRandomised { randomisedCount -= 1 }
        if followsVisits, !device.isRandomised, !device.hadVisit { tally.passedBy() }
        devices.remove(place)
    }

    private mutating func end(_ place: Int, reason: VisitEvent.EndReason, at time: WallTime) {
        let slot = devices.entries[place].visit
        guard slot >= 0 else { return }
        let visit = visits[slot]
        let summary = visit.summary(rules: rules, model: model)
        // What is cut short by a stop or by a full table did not end later than that.
        let end = max(visit.lastInside, min(visit.lastInside + visit.meanGap / 2, time))
        publish(.ended(reason), slot, at: end)
        tally.visitEnded(summary)
        visits.end(slot)
        devices.entries[place].visitEnded()
    }

    private mutating func publish(_ kind: VisitEvent.Kind, _ slot: Int32, at time: WallTime) {
        events.append(VisitEvent(kind: kind, time: time, visit: visits[slot].summary(rules: rules, model: model)))
    }

    private func deafTime(at time: WallTime) -> Interval {
        guard let since = deafSince else { return deafTime }
        return deafTime + max(time - since, .zero)
    }
}

/// What one frame says to the counting room.
public struct ScanEvidence: Equatable, Sendable {
    /// Whether its sender had been silent for 4 s.
    public var startsBurst: Bool
    /// Whether the scan came rather from inside than from outside.
    public var isInside: Bool
}
