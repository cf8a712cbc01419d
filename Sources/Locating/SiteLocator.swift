public import Positioning
public import Timekeeping

/// Turns what all sensors of a site hear into places: batches in, one location per scan event out.
///
/// Pure: time comes with each call, as the locator's wall clock (`present`), which is the site's, and as its monotonic
/// clock (`now`).
public struct SiteLocator: Sendable {
    /// The site.
    public let plan: FloorPlan
    /// What is known of each sensor, in the plan's order.
    public private(set) var sensors: [SensorPresence]
    /// How the sensors' clocks stand to each other.
    public private(set) var clocks: ClockAligner
    /// How much comes from outside; `nil` for a site without an outside.
    public private(set) var outsideShare: OutsideShare?

    private var merger: ScanMerger
    private var solver: PosteriorSolver
    private var readings: [Reading]
    private var audibility: Audibility

    /// A locator for `plan`, with cells of `step` metres.
    ///
    /// Throws ``InvalidPlan``.
    public init(
        _ plan: FloorPlan, _ calibration: Calibration = Calibration(), step: Double = 1, at now: Uptime
    ) throws(InvalidPlan) {
        self.plan = plan
        solver = try PosteriorSolver(plan, calibration, step: step)
        audibility = Audibility(plan, calibration)
        outsideShare = OutsideShare(plan)
        let count = plan.sensors.count
        sensors = Array(repeating: SensorPresence(), count: count)
        clocks = ClockAligner(sensorCount: count)
        merger = ScanMerger(sensorCount: count, at: now)
        readings = Array(repeating: .absent, count: count)
    }

    /// Where a sensor stands in the plan's order; `nil` for one that is not on it.
    public func index(of sensor: String) -> Int? { plan.sensors.firstIndex { $0.name == sensor } }

    /// What became of the scans of single sensors.
    public var tally: ScanMerger.Tally { merger.tally }

    /// A batch came from a sensor of the plan.
    public mutating func received(_ batch: SightingBatch, from sensor: Int, at present: WallTime, now: Uptime) {
        guard sensors[sensor].batchCame(batch, at: present, now: now) else { return }
        clocks.batchCame(batch, from: sensor, at: present)
        clocks.choseFrom(alive: sensors.map { $0.isAlive(at: now) })
        for scan in batch.scans where scan.frames > 0 {
            let time = min(clocks.aligned(scan.time, of: sensor), present)
            guard present - time <= Self.oldest else {
                sensors[sensor].lateScans += 1
                continue
            }
            switch merger.heard(scan, from: sensor, at: time, now: now) {
            case .taken: break
            case .late: sensors[sensor].lateScans += 1
            case .dropped: sensors[sensor].droppedScans += 1
            }
        }
    }

    /// Gives out the scan events that are complete, each with its place.
    public mutating func takeLocations(at present: WallTime, now: Uptime, _ body: (Location) -> Void) {
        let watermark = watermark(at: present, now: now)
        var complete: [MergedScan] = []
        merger.takeComplete(upTo: watermark, now: now) { complete.append($0) }
        for scan in complete {
            clocks.merged(scan)
            body(locate(scan, now: now))
        }
    }

    /// How well each inside zone is heard now, in the plan's order.
    public func coverage(at now: Uptime) -> [ZoneCoverage] {
        let alive = sensors.map { $0.isAlive(at: now) }
        return plan.zones.indices.map { zone in
            let hearing = plan.sensors.indices.filter { audibility.isHeard(zone: zone, by: $0) }
            let living = hearing.count { alive[$0] }
            // A zone that no sensor should hear is heard by whoever does.
            if hearing.isEmpty { return alive.contains(true) ? .degraded : .unknown }
            return living == 0 ? .unknown : living < hearing.count ? .degraded : .full
        }
    }

    /// Takes over another calibration.
    public mutating func recalibrate(_ calibration: Calibration) {
        var grid = solver.grid
        grid.recalibrate(plan, calibration)
        solver = PosteriorSolver(grid, calibration.model)
        audibility = Audibility(plan, calibration)
    }

    /// The locator's wall clock was set: scans that wait, and what was learnt of the sensors' clocks, are of another
    /// time.
    public mutating func beginAnew(at now: Uptime) {
        clocks = ClockAligner(sensorCount: plan.sensors.count)
        merger = ScanMerger(sensorCount: plan.sensors.count, at: now)
    }

    /// Bytes held by the tables of the grid.
    public var gridByteCount: Int { solver.grid.byteCount }

    /// Up to this time every living sensor has told what it heard. One whose clock nobody knows has when its batch
    /// came: all that it heard before is in it, but for what its way took.
    private func watermark(at present: WallTime, now: Uptime) -> WallTime {
        var lowest = present
        for (index, sensor) in sensors.enumerated() where sensor.isAlive(at: now) {
            let isAdrift = clocks.standing(of: index) == .adrift
            guard let told = isAdrift ? sensor.arrival : sensor.until.map({ clocks.aligned($0, of: index) }) else {
                continue
            }
            lowest = min(lowest, told)
        }
        return lowest
    }

    private mutating func locate(_ scan: MergedScan, now: Uptime) -> Location {
        for index in readings.indices { readings[index] = reading(of: index, scan, now: now) }
        if let outsideShare { solver.outsideOdds = outsideShare.odds }
        let posterior = solver.solve(readings)
        outsideShare?.placed(outside: 1 - posterior.insideProbability)
        let probabilities = solver.zoneProbabilities
        return Location(
            scan: scan, readings: readings, zones: Array(probabilities.dropLast(2)),
            elsewhere: probabilities[probabilities.count - 2], strips: solver.stripProbabilities, posterior: posterior)
    }

    /// What one sensor says: one whose clock is adrift counts as if it had heard a single frame, and is never silent.
    private func reading(of sensor: Int, _ scan: MergedScan, now: Uptime) -> Reading {
        let isAdrift = clocks.standing(of: sensor) == .adrift
        if let heard = scan.heard[sensor] {
            return .heard(level: heard.levelDBm, frames: isAdrift ? 1 : heard.frames)
        }
        guard !isAdrift, sensors[sensor].isAlive(at: now), let own = sensors[sensor].frequencyMegahertz else {
            return .absent
        }
        return scan.heard.contains { $0?.frequencyMegahertz == own } ? .silent : .absent
    }

    /// A scan that took longer to come is history: what it would change has been told.
    static let oldest = Interval.seconds(4)
}

/// How well a zone is heard.
public enum ZoneCoverage: Equatable, Sendable {
    /// By every sensor that should hear it.
    case full
    /// By some of them.
    case degraded
    /// By none.
    case unknown
}
