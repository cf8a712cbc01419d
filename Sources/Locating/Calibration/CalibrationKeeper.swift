public import Positioning
public import Timekeeping

/// Keeps a site's calibration up to date from what its sensors hear of the crowd: the first time as soon as there is
/// enough, then each night, and when somebody asks.
///
/// A machine: scans and time in, a task out; the shell works on the task elsewhere, since it takes seconds, and says
/// what came of it. Source of the rule: science page 1.7.
public struct CalibrationKeeper: Equatable, Sendable {
    /// Readings from which a calibration is to be fitted.
    public struct Assignment: Equatable, Sendable {
        /// Readings in the plan's order, one array per scan.
        public let bursts: [[Reading]]
        /// What is in force.
        public let calibration: Calibration

        /// Fits: seconds of work. `nil` where nothing can be fitted.
        public func run(on plan: FloorPlan, _ settings: CrowdCalibration = CrowdCalibration()) -> Calibration? {
            // A plan that cannot be used has no locator, and so no task.
            (try? settings.fitted(to: bursts, on: plan, after: calibration)) ?? nil
        }
    }

    /// What is in force.
    public private(set) var calibration: Calibration
    /// What is wrong since the last fit.
    public private(set) var alarms: [CalibrationUpdate.Alarm] = []
    /// Whether a task was given out whose result has not come.
    public private(set) var isFitting = false

    private let rule: CalibrationUpdate
    private let timeOfNight: Interval
    private var nextNight: WallTime
    private var bursts: [[Reading]] = []
    /// One of so many scans is kept.
    private var stride = 1
    private var untilNext = 0

    /// A keeper of `calibration`; each night's fit is due when so much of the UTC day is over.
    public init(
        _ calibration: Calibration = Calibration(), rule: CalibrationUpdate = CalibrationUpdate(),
        timeOfNight: Interval = .minutes(180), at time: WallTime
    ) {
        self.calibration = calibration
        self.rule = rule
        self.timeOfNight = timeOfNight
        nextNight = Self.night(after: time, timeOfNight)
    }

    /// How many scans wait for the next fit.
    public var burstCount: Int { bursts.count }

    /// A scan was heard, with these readings in the plan's order. Those of one sensor alone say nothing.
    public mutating func heard(_ readings: [Reading]) {
        guard readings.count(where: { if case .heard = $0 { true } else { false } }) >= 2 else { return }
        untilNext -= 1
        guard untilNext < 0 else { return }
        untilNext = stride - 1
        bursts.append(readings)
        guard bursts.count >= Self.mostBursts else { return }
        // Every second one stays, so that the whole day goes on being there.
        bursts = bursts.indices.filter { $0 % 2 == 0 }.map { bursts[$0] }
        stride *= 2
    }

    /// Time has passed: the fit that is due now, if one is.
    public mutating func tick(at time: WallTime) -> Assignment? {
        if calibration.basis == .none, bursts.count >= Self.firstBursts { return assignment() }
        guard time >= nextNight else { return nil }
        nextNight = Self.night(after: time, timeOfNight)
        return bursts.count >= rule.minimumSamples ? assignment() : nil
    }

    /// Somebody asks for a fit now; `nil` while one is going on, or too little was heard.
    public mutating func requested() -> Assignment? { bursts.count >= CrowdCalibration.minimum ? assignment() : nil }

    /// A task is done: what is in force now, and what is alarming.
    public mutating func finished(_ offered: Calibration?) -> CalibrationUpdate.Outcome {
        precondition(isFitting, "a result comes after its task")
        isFitting = false
        guard let offered else { return CalibrationUpdate.Outcome(calibration: calibration, alarms: alarms) }
        let outcome = rule.applied(offered, to: calibration)
        calibration = outcome.calibration
        alarms = outcome.alarms
        return outcome
    }

    /// An operator has put another calibration in force.
    public mutating func replaced(by calibration: Calibration) {
        self.calibration = calibration
        alarms = []
    }

    private mutating func assignment() -> Assignment? {
        guard !isFitting else { return nil }
        isFitting = true
        defer {
            bursts.removeAll(keepingCapacity: true)
            (stride, untilNext) = (1, 0)
        }
        return Assignment(bursts: bursts, calibration: calibration)
    }

    private static func night(after time: WallTime, _ timeOfNight: Interval) -> WallTime {
        let day: Int64 = 86_400_000_000_000
        let since = time.nanoseconds - timeOfNight.nanoseconds
        let days = since >= 0 ? since / day : (since - day + 1) / day
        return WallTime(nanoseconds: (days + 1) * day + timeOfNight.nanoseconds)
    }

    /// Scans that are kept at most: 3000 of 8 sensors are 600 kB.
    private static let mostBursts = 3000
    /// So many are enough for the first time: science page 1.7.
    private static let firstBursts = 100
}
