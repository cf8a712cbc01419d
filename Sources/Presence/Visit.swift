import Timekeeping

/// The life of a visit: `present` ↔ `idle` → ended. With its place in the table it takes 64 bytes.
struct Visit: Equatable, Sendable {
    enum State: Equatable, Sendable {
        /// → idle, ended
        case present
        /// → present, ended
        case idle
    }

    let identifier: VisitIdentifier
    let startedAt: WallTime
    private(set) var lastInside: WallTime
    /// The levels of the last scan from inside.
    private var levels: ScanLevels
    /// For how long the sensor had been deaf altogether when the last scan was heard.
    private var deafTime: Interval
    /// Scans from inside, at least 1.
    private(set) var scans: Int32
    private(set) var state = State.present
    /// The likeliest zone of the last scan from inside.
    private(set) var heardIn: UInt8
    /// The zone that it is in, and the one before, or -1 as long as none was sure enough.
    private var zone: Int8 = -1
    private var previousZone: Int8 = -1

    init(
        identifier: VisitIdentifier, startedAt: WallTime, lastInside: WallTime, scans: Int, levels: ScanLevels,
        zone: UInt8, deafTime: Interval
    ) {
        self.identifier = identifier
        self.startedAt = startedAt
        self.lastInside = lastInside
        self.scans = Int32(clamping: max(scans, 1))
        self.levels = levels
        heardIn = zone
        self.deafTime = deafTime
    }

    /// A frame from inside; answers whether the visit resumes by it.
    mutating func heard(
        startsScan: Bool, levels: ScanLevels, zone: UInt8, at time: WallTime, deafTime: Interval
    ) -> Bool {
        lastInside = max(lastInside, time)
        heardIn = zone
        if startsScan, scans < .max { scans += 1 }
        self.levels = levels
        self.deafTime = deafTime
        defer { state = .present }
        return state == .idle
    }

    /// It is surely in a zone; answers whether that is another one than before.
    mutating func enters(_ zone: Int) -> Bool {
        guard Int8(zone) != self.zone else { return false }
        previousZone = self.zone
        self.zone = Int8(zone)
        return true
    }

    /// Silence so far, the time in which the sensor was deaf left out.
    func silence(at time: WallTime, deafTime now: Interval) -> Interval { (time - lastInside) - (now - deafTime) }

    /// Nothing was heard for long.
    mutating func becomeIdle() { state = .idle }

    /// The mean time between scans; what pooled measurements give when there was only one.
    var meanGap: Interval { scans > 1 ? (lastInside - startedAt) / Int64(scans - 1) : .seconds(75) }

    /// The visit in numbers.
    ///
    /// - Parameter zones: The probability of each zone at the last scan; empty when one sensor alone heard it.
    func summary(rules: PresenceRules, model: LevelModel, zones: [Double]) -> VisitSummary {
        let dwell = (lastInside - startedAt) + meanGap
        var summary = VisitSummary(
            identifier: identifier, startedAt: startedAt, lastSeenAt: lastInside, dwell: dwell,
            dwellUncertainty: meanGap, visitClass: visitClass(of: dwell, rules: rules),
            insideProbability: model.insideProbability(levels))
        if !zones.isEmpty {
            summary.zone = zone < 0 ? nil : Int(zone)
            summary.previousZone = previousZone < 0 ? nil : Int(previousZone)
            summary.zones = zones
        }
        return summary
    }

    private func visitClass(of dwell: Interval, rules: PresenceRules) -> VisitClass {
        if dwell >= rules.engagedAfter { return .engaged }
        return dwell >= rules.visitorAfter ? .visitor : .bounce
    }

    /// A zone is named only when it is at least this probable. Source: calibration of zone probabilities, accuracy of the
    /// zones that are named above 0.8.
    static let zoneProbability = 0.6
}
