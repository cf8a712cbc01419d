public import Positioning
public import Privacy
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
        /// How far it may be moved.
        public let rule: CalibrationUpdate

        /// Fits: seconds of work, of which `progress` hears the share that is done. `nil` where nothing can be fitted.
        public func run(
            on plan: FloorPlan, _ settings: CrowdCalibration = CrowdCalibration(),
            progress: (Double) -> Void = { _ in }
        ) -> CalibrationUpdate.Outcome? {
            // A plan that cannot be used has no locator, and so no task.
            guard
                let offered = try? settings.fitted(to: bursts, on: plan, after: calibration, progress: progress)
            else { return nil }
            return rule.applied(offered, to: calibration)
        }
    }

    /// Why there is no task for who asks.
    public enum Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        /// One is at work.
        case isFitting
        /// Too little was heard.
        case tooFewScans(Int, needed: Int)

        /// For an operator.
        public var description: String {
            switch self {
            case .isFitting: "a calibration is at work already"
            case .tooFewScans(let count, let needed): "\(count) scans that two sensors heard, \(needed) needed"
            }
        }
    }

    /// What is in force.
    public private(set) var calibration: Calibration
    /// What was wrong at the last fit.
    public private(set) var alarms: [CalibrationUpdate.Alarm]
    /// Whether a task was given out whose result has not come.
    public private(set) var isFitting = false
    /// Whether something else was put in force since.
    private var isOvertaken = false

    /// Scans that are kept at most: of 8 sensors, 600 kB.
    public static let mostBursts = 3000

    private let rule: CalibrationUpdate
    private let timeZone: TimeZoneRules
    private var nextNight: WallTime
    private var quota = ScanQuota()
    private var bursts: [[Reading]] = []
    /// One of so many scans is kept.
    private var stride = 1
    private var untilNext = 0

    /// A keeper of `calibration`, at whose fit `alarms` were raised. It fits at three at night by the clocks of the site.
    public init(
        _ calibration: Calibration = Calibration(), alarms: [CalibrationUpdate.Alarm] = [],
        rule: CalibrationUpdate = CalibrationUpdate(), timeZone: TimeZoneRules = .utc, at time: WallTime
    ) {
        self.calibration = calibration
        self.alarms = alarms
        self.rule = rule
        self.timeZone = timeZone
        nextNight = Self.night(after: time, timeZone)
    }

    /// How many scans wait for the next fit.
    public var burstCount: Int { bursts.count }

    /// A scan was heard, with these readings in the plan's order. Those of one sensor alone say nothing.
    public mutating func heard(_ readings: [Reading], of tag: Tag, formerTag: Tag? = nil, at time: WallTime) {
        guard readings.count(where: { if case .heard = $0 { true } else { false } }) >= 2,
            quota.admits(tag, formerTag: formerTag, at: time)
        else { return }
        untilNext -= 1
        guard untilNext < 0 else { return }
        untilNext = stride - 1
        bursts.append(readings)
        guard bursts.count > Self.mostBursts else { return }
        // Every second one stays, so that the whole day goes on being there.
        bursts = bursts.indices.filter { $0 % 2 == 0 }.map { bursts[$0] }
        stride *= 2
    }

    /// Time has passed: the fit that is due now, if one is.
    public mutating func tick(at time: WallTime) -> Assignment? {
        guard !isFitting else { return nil }
        if calibration.basis == .none, bursts.count >= Self.firstBursts { return assignment() }
        // A clock that was set back has its next night sooner.
        if nextNight - time > Self.longestDay { nextNight = Self.night(after: time, timeZone) }
        guard time >= nextNight else { return nil }
        nextNight = Self.night(after: time, timeZone)
        return bursts.count >= rule.minimumSamples ? assignment() : nil
    }

    /// Somebody asks for a fit now.
    public mutating func requested() throws(Refusal) -> Assignment {
        guard !isFitting else { throw .isFitting }
        let needed = calibration.basis == .none ? CrowdCalibration.minimum : rule.minimumSamples
        guard bursts.count >= needed else { throw .tooFewScans(bursts.count, needed: needed) }
        return assignment()
    }

    /// A task is done: what is in force from now on, and what is alarming. `nil`: it came to nothing. Answers whether it is
    /// followed.
    @discardableResult
    public mutating func finished(_ outcome: CalibrationUpdate.Outcome?) -> Bool {
        precondition(isFitting, "a result comes after its task")
        isFitting = false
        guard !isOvertaken, let outcome else { return false }
        (calibration, alarms) = (outcome.calibration, outcome.alarms)
        return true
    }

    /// Another box, or an operator, has put a calibration in force; what was heard before served for it.
    public mutating func replaced(
        by calibration: Calibration, alarms: [CalibrationUpdate.Alarm] = [], at time: WallTime
    ) {
        (self.calibration, self.alarms) = (calibration, alarms)
        isOvertaken = isFitting
        nextNight = Self.night(after: time, timeZone)
        forgetBursts()
    }

    private mutating func assignment() -> Assignment {
        (isFitting, isOvertaken) = (true, false)
        defer { forgetBursts() }
        return Assignment(bursts: bursts, calibration: calibration, rule: rule)
    }

    private mutating func forgetBursts() {
        bursts.removeAll()
        (stride, untilNext) = (1, 0)
    }

    private static func night(after time: WallTime, _ timeZone: TimeZoneRules) -> WallTime {
        let day: Int64 = 86_400_000_000_000
        let since = timeZone.local(time).nanoseconds - timeOfNight.nanoseconds
        let days = since >= 0 ? since / day : (since - day + 1) / day
        let local = WallTime(nanoseconds: (days + 1) * day + timeOfNight.nanoseconds)
        return local - .seconds(Int64(timeZone.offsetSeconds(at: time)))
    }

    private static let timeOfNight = Interval.minutes(180)
    /// With an hour for the clocks that are changed in autumn.
    private static let longestDay = Interval.minutes(25 * 60)
    /// So many are enough for the first time: science page 1.7.
    private static let firstBursts = 100
}
