import Counting
import Privacy
public import Timekeeping

/// What is done each second, and each full minute.
extension SiteObserver {
    /// The state of each zone up to, and without, `time`: at a full minute, of 15 whole minutes.
    public mutating func occupancies(at time: WallTime) -> [Occupancy] { occupancies(sound(at: time), at: time) }

    private func occupancies(_ sound: ZoneSound, at time: WallTime) -> [Occupancy] {
        let from = max(startedAt, time - PresenceTracker.retention)
        let calibration = people.model.calibration(at: time)
        let minutes = heardTime.minutes(at: time)
        return zones.indices.map { zone in
            let isHeard = coverage[zone] != .unknown
            return Occupancy(
                zone: zone, from: from, to: time,
                devices: isHeard ? .uncalibrated(sound.devices[zone]).heard(minutes: minutes) : nil,
                distinctAddresses: tracker.addresses[zone].count,
                randomisedAddresses: tracker.addresses[zone].randomisedCount, coverage: coverage[zone],
                people: isHeard
                    ? people.estimate(zone, in: sound, windows: windows, at: time).heard(minutes: minutes) : nil,
                calibration: calibration)
        }
    }

    mutating func observeOccupancies(at time: WallTime) {
        for occupancy in occupancies(at: time) { observations.append(.occupancy(occupancy)) }
    }

    /// What the last 15 minutes sounded like; of fewer that were heard, as many scans are taken as 15 would have brought.
    private mutating func sound(at time: WallTime) -> ZoneSound {
        let end = time - .nanoseconds(1)
        let heard = Int(max(heardTime.minutes(at: time), Estimate.fewestMinutes))
        var sound = ZoneSound(zones: zones.count)
        let from = max(heardSince, time - PresenceTracker.retention)
        var followed: [UInt16: Double] = [:]
        tracker.forEachFollowed(from: from, to: time) { signature, zone, isRandomised, share in
            followed[signature.bits, default: 0] += share
            sound.devices[zone] += share
            if !isRandomised { sound.equipment[zone] += share }
        }
        sound.add(estimator.devicesByZone(at: end, heardMinutes: heard, besides: followed))
        sound.bursts = Double(estimator.bursts(at: end))
        if let outside = outsideEstimator?.devicesByZone(at: end, heardMinutes: heard) { sound.add(outside) }
        return sound
    }

    mutating func step() {
        tracker.tick(at: now)
        if !tracker.events.isEmpty { collectVisits() }
        let minute = Self.minute(of: now)
        guard minute != self.minute else { return }
        self.minute = minute
        minuteEnded(at: WallTime(seconds: minute * 60))
    }

    private mutating func minuteEnded(at boundary: WallTime) {
        tracker.forgetTheAbsent(at: boundary)
        let sound = sound(at: boundary)
        deviceEstimate = sound.devices.reduce(0, +)
        updateCoverage(at: boundary)
        let isQuarter = windows.closes(.quarterHour, at: boundary)
        people.minute(
            sound, isQuarter: isQuarter, isHeard: !coverage.contains(.unknown), windows, at: boundary)
        for occupancy in occupancies(sound, at: boundary) {
            observations.append(.occupancy(occupancy))
            windows.add(occupancy)
            grade(occupancy)
        }
        for length in FootfallTally.Length.allCases where windows.closes(length, at: boundary) {
            close(length, at: boundary)
        }
        windows.minuteEnded(at: boundary)
    }

    /// Nobody tells of each minute of a long silence: its day ends in time, and what is open besides is given up.
    mutating func skip(to time: WallTime) {
        let midnight = windows.endOfDay(after: now).flatMap { $0 <= time ? $0 : nil }
        if let midnight { close(.day, at: midnight) }
        for length in FootfallTally.Length.allCases where length != .day || midnight != nil {
            windows.giveUp(length)
            _ = tracker.closeWindow(length, at: time)
        }
        flows = ZoneFlows(zones: zones.count, from: time, to: time)
        windows.minuteEnded(at: time)
        now = time
        minute = Self.minute(of: time)
    }

    private mutating func close(_ length: FootfallTally.Length, at boundary: WallTime) {
        let isOneShop = zones.count { $0 == .inside } == 1
        for (zone, figures) in stripAndShop(tracker.closeWindow(length, at: boundary)).enumerated() {
            let footfall = windows.take(
                length, zone: zone, figures: figures, isWholeShop: isOneShop && zones[zone] == .inside,
                coverage: coverage[zone],
                calibration: people.model.calibration(at: boundary), at: boundary)
            // A window that the clock goes through again is not told again.
            if figures.from < boundary { observations.append(.footfall(footfall)) }
        }
        guard length == .hour else { return }
        flows.to = boundary
        if followsVisits, flows.from < boundary { observations.append(.flows(flows)) }
        flows = ZoneFlows(zones: zones.count, from: boundary, to: boundary)
    }

    /// Where there is a strip in front of the shop, who passed by there passed by each zone of the shop, and who came in
    /// anywhere came in from the strip.
    private func stripAndShop(_ figures: [FootfallFigures]) -> [FootfallFigures] {
        let strips = zones.indices.filter { zones[$0] == .outside }
        guard !strips.isEmpty else { return figures }
        let passersBy = strips.reduce(0) { $0 + figures[$1].passersBy }
        let shop = zones.indices.filter { zones[$0] == .inside }.map { figures[$0] }
        var figures = figures
        for zone in zones.indices {
            if zones[zone] == .inside {
                figures[zone].passersBy += passersBy
            } else {
                figures[zone].startedVisits = shop.reduce(0) { $0 + $1.startedVisits }
                figures[zone].randomisedStarts = shop.reduce(0) { $0 + $1.randomisedStarts }
            }
        }
        return figures
    }

    private mutating func grade(_ occupancy: Occupancy) {
        guard let thresholds, let people = occupancy.people, occupancy.coverage != .unknown else { return }
        let former = levels[occupancy.zone]
        let level = thresholds.level(of: people.value, after: former)
        guard level != former else { return }
        levels[occupancy.zone] = level
        observations.append(
            .level(
                ZoneLevelChange(zone: occupancy.zone, time: occupancy.to, level: level, previousLevel: former)))
    }

    /// Figures are degraded in a minute in which a table gave something up, while a radio is lost, and until 15 minutes
    /// have been heard.
    private mutating func updateCoverage(at time: WallTime) {
        let giveUps = tracker.evictions + estimator.refusedFrames + (outsideEstimator?.refusedFrames ?? 0)
        isFlooded =
            giveUps > self.giveUps || estimator.isFlooded || outsideEstimator?.isFlooded == true
            || FloodSign.isThere(addresses: tracker.deviceCount, devices: deviceEstimate)
        gradeCoverage(at: time)
        self.giveUps = giveUps
    }

    mutating func gradeCoverage(at time: WallTime) {
        let isWarm = time - heardSince >= PresenceTracker.retention
        for zone in zones.indices where coverage[zone] != .unknown {
            coverage[zone] = isReduced || isFlooded || isThinned[zone] || !isWarm ? .degraded : .full
        }
    }

    mutating func collectVisits() {
        for event in tracker.events {
            observations.append(.visit(event))
            note(event)
        }
        tracker.forgetEvents()
    }

    /// Who came, moved and left is part of the flows; whoever was cut short by a stop did not leave.
    private mutating func note(_ event: VisitEvent) {
        let zone = zones.count == 1 ? 0 : event.visit.zone
        switch event.kind {
        case .started: if zone != nil { flows.add(from: nil, to: zone) }
        case .moved: flows.add(from: event.visit.previousZone, to: zone)
        case .ended(.absent), .ended(.movedOutside): flows.add(from: zone, to: nil)
        case .ended, .idle, .resumed: break
        }
    }
}
