public import Counting
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
    public internal(set) var events: [VisitEvent] = []
    /// Devices that were given up because the table was full: counts are too low then.
    public private(set) var evictions = 0
    /// For each zone, the addresses that are remembered and were heard there last.
    public private(set) var addresses: [AddressCount]

    let rules: PresenceRules
    let zones: [ZoneKind]
    let model: LevelModel
    let followsVisits: Bool
    /// What the closing windows need to know.
    var tally: FootfallTally
    var devices: DeviceTable
    var visits: VisitTable
    /// For each zone, for how long its sensors were deaf.
    var deafness: [Deafness]
    private var lastPlace = 0

    /// A tracker that has heard nothing.
    ///
    /// - Parameters:
    ///   - zones: The zones of the site, in its order, at least one: a sensor alone has one, inside.
    ///   - followsVisits: Whether visits may be followed at all: not with the preset `anonymous`.
    ///   - deviceLimit: The most devices that are kept.
    public init(
        rules: PresenceRules, zones: [ZoneKind] = [.inside], followsVisits: Bool, deviceLimit: Int = 65_536,
        at time: WallTime
    ) {
        precondition((1...ZoneKind.mostZones).contains(zones.count), "a site has 1 to \(ZoneKind.mostZones) zones")
        self.rules = rules
        self.zones = zones
        self.followsVisits = followsVisits
        model = LevelModel(minimumLevelDBm: rules.minimumLevelDBm)
        devices = DeviceTable(limit: deviceLimit)
        visits = VisitTable(limit: deviceLimit, zones: zones.count, at: time)
        tally = FootfallTally(zones: zones.count, at: time)
        addresses = [AddressCount](repeating: AddressCount(), count: zones.count)
        deafness = [Deafness](repeating: Deafness(), count: zones.count)
    }

    /// How many devices were heard within ``retention``: addresses, not people.
    public var deviceCount: Int { devices.count }

    /// How many visits are going on.
    public var visitCount: Int { visits.count }

    /// The visits that go on and were heard after `time`, as they stand.
    public func visits(heardAfter time: WallTime) -> [VisitSummary] {
        visits.places.filter { visits[$0].lastInside > time }
            .map { visits.summary($0, rules: rules, model: model) }
    }

    /// A device that is remembered was heard at a level; answers what the counting room needs to know of it.
    ///
    /// Answers `nil`, and does nothing, when the device is not known by this tag.
    public mutating func sightedAgain(
        _ sighting: Sighting, levelDBm: Int8, using generator: inout some RandomNumberGenerator
    ) -> ScanEvidence? {
        guard let place = placeOfLast(sighting.tag) ?? devices.place(of: sighting.tag) else { return nil }
        note(sighting.consent, of: place)
        return sighted(place, sighting, levelDBm: levelDBm, using: &generator)
    }

    /// A device was heard that is not known by this tag; it may be known by the tag of the epoch before.
    public mutating func sightedAnew(
        _ sighting: Sighting, formerTag: Tag?, levelDBm: Int8, using generator: inout some RandomNumberGenerator
    ) -> ScanEvidence {
        let place = place(
            of: sighting.tag, formerly: formerTag, isRandomised: sighting.isRandomised, zone: 0, at: sighting.time)
        note(sighting.consent, of: place)
        return sighted(place, sighting, levelDBm: levelDBm, using: &generator)
    }

    /// A scan was located; answers what the counting room needs to know of it.
    public mutating func located(
        _ scan: LocatedScan, using generator: inout some RandomNumberGenerator
    ) -> ScanEvidence {
        precondition(scan.zones.count == zones.count, "a scan has a probability for each zone")
        let zone = UInt8(scan.zones.indices.max { scan.zones[$0] < scan.zones[$1] } ?? 0)
        let place =
            devices.place(of: scan.tag)
            ?? place(
                of: scan.tag, formerly: scan.formerTag, isRandomised: scan.isRandomised, zone: zone, at: scan.time)
        lastPlace = place
        move(place, to: zone)
        note(scan.consent, of: place)
        tally.count(&devices.entries[place])
        let startsScan = devices.entries[place].located(
            insideProbability: scan.insideProbability, at: scan.time, model: model)
        if follows(place) {
            follow(place, startsScan: startsScan, zones: scan.zones, at: scan.time, using: &generator)
        }
        return evidence(place, startsScan: startsScan, scan.signature, at: scan.time)
    }

    /// The class has counted the scan that was heard last.
    public mutating func countedByClass() { devices.stays[lastPlace].countedByClass() }

    /// Gives each device that is counted by itself to `body`, with its share of the window.
    public func forEachFollowed(
        from: WallTime, to: WallTime,
        _ body: (_ signature: SignatureClass, _ zone: Int, _ isRandomised: Bool, _ share: Double) -> Void
    ) {
        for place in devices.entries.indices where devices.stays[place].isFollowed {
            let (device, stay) = (devices.entries[place], devices.stays[place])
            guard device.isTaken else { continue }
            let share = stay.share(from: from, to: to)
            if share > 0 { body(stay.signature, Int(device.zone), device.isRandomised, share) }
        }
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

    /// Closes the window of a tally that ends at `time`: the figures of each zone.
    public mutating func closeWindow(_ length: FootfallTally.Length, at time: WallTime) -> [FootfallFigures] {
        tally.close(length, at: time)
    }

    /// The sensors of a zone hear nothing for a reason that is not the visitors': silence does not count from now on.
    public mutating func coverageLost(ofZone zone: Int, at time: WallTime) { deafness[zone].began(at: time) }

    /// The sensors of a zone hear again.
    public mutating func coverageReturned(ofZone zone: Int, at time: WallTime) { deafness[zone].ended(at: time) }

    /// The clock fell back by more than a device is remembered for: nothing would be forgotten in time, so all of it is
    /// now, and visits end as they stand.
    mutating func clockFellBack(to time: WallTime) {
        for place in devices.entries.indices where devices.entries[place].isTaken {
            end(place, reason: .absent, at: devices.entries[place].lastHeard)
            forget(place)
        }
        for zone in zones.indices { deafness[zone].clockFellBack(to: time) }
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
        _ place: Int, _ sighting: Sighting, levelDBm: Int8, using generator: inout some RandomNumberGenerator
    ) -> ScanEvidence {
        let time = sighting.time
        lastPlace = place
        tally.count(&devices.entries[place])
        let startsScan = devices.entries[place].heard(levelDBm: levelDBm, at: time, model: model)
        if follows(place) { follow(place, startsScan: startsScan, zones: [], at: time, using: &generator) }
        return evidence(place, startsScan: startsScan, sighting.signature, at: time)
    }

    @inline(__always)
    private mutating func evidence(
        _ place: Int, startsScan: Bool, _ signature: SignatureClass, at time: WallTime
    ) -> ScanEvidence {
        var evidence = ScanEvidence(
            startsBurst: startsScan, isInside: devices.entries[place].isInside(model),
            isFollowed: devices.stays[place].isFollowed)
        guard startsScan, evidence.isInside else { return evidence }
        switch devices.stays[place].scanned(signature, at: time) {
        case .ofClass: evidence.isFollowed = false
        case .proven(let scans):
            evidence.isFollowed = true
            evidence.countedBefore = scans
        case .followed: evidence.isFollowed = true
        }
        return evidence
    }

    /// Where a device stands that is not known by its tag: by its former one, or a place of its own.
    private mutating func place(
        of tag: Tag, formerly formerTag: Tag?, isRandomised: Bool, zone: UInt8, at time: WallTime
    ) -> Int {
        if let known = formerTag.flatMap(devices.place) {
            devices.retag(known, as: tag)
            return known
        }
        if devices.isFull {
            let victim = devices.victim()
            evictions += 1
            end(victim, reason: .absent, at: time)
            forget(victim)
        }
        var device = Device(tag: tag, isRandomised: isRandomised, at: time)
        device.zone = zone
        addresses[Int(zone)].add(1, isRandomised: isRandomised)
        return devices.insert(device)
    }

    private mutating func move(_ place: Int, to zone: UInt8) {
        let (former, isRandomised) = (devices.entries[place].zone, devices.entries[place].isRandomised)
        guard former != zone else { return }
        addresses[Int(former)].add(-1, isRandomised: isRandomised)
        addresses[Int(zone)].add(1, isRandomised: isRandomised)
        devices.entries[place].zone = zone
    }

    mutating func forget(_ place: Int) {
        let device = devices.entries[place]
        addresses[Int(device.zone)].add(-1, isRandomised: device.isRandomised)
        if followsVisits, !device.isRandomised, !device.hadVisit { tally.passedBy(zone: Int(device.zone)) }
        devices.remove(place)
    }
}

/// What one frame says to the counting room.
public struct ScanEvidence: Equatable, Sendable {
    /// Whether its sender had been silent for 4 s.
    public var startsBurst: Bool
    /// Whether the scan came rather from inside than from outside.
    public var isInside: Bool
    /// Whether the device is counted by itself, and not by its class.
    public var isFollowed: Bool
    /// What its class has counted of a device that is counted by itself from now on.
    public var countedBefore: CountedScans?
}

extension ScanEvidence {
    /// Tells the estimator what a frame says. Answers whether its class has counted a scan, which the tracker is to be
    /// told (``PresenceTracker/countedByClass()``).
    ///
    /// - Parameter zones: The probability of each zone; `nil` when one sensor alone heard it.
    @inline(__always)
    public func count(
        _ signature: SignatureClass, in estimator: inout DeviceEstimator, at time: WallTime, zones: [Double]? = nil
    ) -> Bool {
        guard !isFollowed else {
            countedBefore?.forEach { estimator.withdraw($1, of: signature.bits, minute: $0) }
            return false
        }
        guard let zones else { return estimator.heard(signature.bits, startsBurst: startsBurst, at: time) }
        return estimator.heard(signature.bits, startsBurst: startsBurst, at: time, zones: zones)
    }
}

/// Addresses, and how many of them devices chose themselves.
public struct AddressCount: Equatable, Sendable {
    /// All of them.
    public private(set) var count = 0
    /// Those that devices chose themselves.
    public private(set) var randomisedCount = 0

    mutating func add(_ number: Int, isRandomised: Bool) {
        count += number
        if isRandomised { randomisedCount += number }
    }
}

extension ZoneKind {
    /// The most zones that a site may have.
    public static let mostZones = 64
}
