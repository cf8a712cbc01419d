public import Positioning
public import Privacy
public import Timekeeping

/// Watches how each sensor hears what never moves: a till, a television, whatever keeps its address and its place. A
/// sensor that hears several of them differently, while the other sensors hear them as ever, was moved or covered, or
/// has lost its antenna.
///
/// Nobody says what stands still: what moves is heard differently by many sensors, and tells nothing of one. A
/// transmitter is known by its tag, from key to key, while it goes on being heard, and no longer.
/// Source: science page 1.7: a link that changes by more than 6 dB. Links serve for health alone: their exponent is not
/// that of phones.
public struct LinkWatch: Equatable, Sendable {
    /// What has happened to sensors, in the plan's order; stays until the links are again as they were, or are
    /// forgotten.
    public private(set) var alarms: [CalibrationUpdate.Alarm] = []

    private let sensors: [String]
    private var transmitters: [Tag: Transmitter] = [:]
    private var judgedAt: WallTime
    /// Decibels by which each sensor was found changed, added up over judgements in succession.
    private var suspicions: [Double]
    /// Scans since the last judgement.
    private var news = 0

    private struct Transmitter: Equatable {
        var links: [Link]
        var heardAt: WallTime
    }

    /// A watch over the sensors of these names, in the plan's order, that knows no transmitter yet.
    public init(sensors: [String], at time: WallTime) {
        self.sensors = sensors
        judgedAt = time
        suspicions = sensors.map { _ in 0 }
    }

    /// A scan was heard, with these readings in the plan's order. Who chooses addresses anew is not watched.
    public mutating func heard(
        _ readings: [Reading], of tag: Tag, formerTag: Tag? = nil, isRandomised: Bool, at time: WallTime
    ) {
        guard !isRandomised else { return }
        if let known = formerTag.flatMap({ transmitters.removeValue(forKey: $0) }) { transmitters[tag] = known }
        if transmitters[tag] == nil {
            guard transmitters.count < Self.mostTransmitters else { return }
            transmitters[tag] = Transmitter(links: sensors.map { _ in Link() }, heardAt: time)
        }
        transmitters[tag]?.heardAt = time
        for (sensor, reading) in readings.enumerated() { transmitters[tag]?.links[sensor].add(reading) }
        news += 1
    }

    /// Transmitters of which it is known how sensors usually hear them: two at least are needed.
    public var knownCount: Int { transmitters.values.count { $0.links.contains(where: \.isKnown) } }

    /// Time has passed: now and then, sensors are judged. Answers whether they were.
    @discardableResult
    public mutating func tick(at time: WallTime) -> Bool {
        let age = time - judgedAt
        guard age >= Self.interval || age < .zero else { return false }
        judge(at: time)
        return true
    }

    /// Somebody wants to know now: sensors are judged, unless hardly anything was heard since they last were. Answers
    /// whether they were.
    @discardableResult
    public mutating func asked(at time: WallTime) -> Bool {
        guard news > 0, news >= Link.fewest * transmitters.count else { return false }
        judge(at: time)
        return true
    }

    /// Judges the sensors by what was heard lately. A sensor before which somebody stands for a while is none that has
    /// changed: it has to be found so several times, and the more often, the less it has changed.
    private mutating func judge(at time: WallTime) {
        news = 0
        judgedAt = time
        transmitters = transmitters.filter { time - $1.heardAt < Self.memory && $1.heardAt - time < Self.memory }
        var votes = sensors.map { _ in [Double]() }
        for tag in transmitters.keys {
            let changes = transmitters[tag]?.links.map(\.change) ?? []
            for (sensor, change) in changes.enumerated() {
                transmitters[tag]?.links[sensor].settle()
                guard let change, Self.isSteady(changes, without: sensor) else { continue }
                votes[sensor].append(change)
            }
        }
        alarms = sensors.indices.compactMap { sensor in
            let alarm = Self.alarm(sensors[sensor], votes[sensor])
            suspicions[sensor] = alarm.map { suspicions[sensor] + Self.size(of: $0) } ?? 0
            return suspicions[sensor] >= Self.proof ? alarm : nil
        }
    }

    /// The site was calibrated anew by people, perhaps since sensors were moved on purpose: all links are learnt anew.
    public mutating func forget() {
        self = LinkWatch(sensors: sensors, at: judgedAt)
    }

    /// Whether most of the other sensors hear a transmitter as ever: then it has not moved itself.
    private static func isSteady(_ changes: [Double?], without sensor: Int) -> Bool {
        let others = changes.indices.filter { $0 != sensor }.compactMap { changes[$0] }
        return others.count { abs($0) <= threshold } * 2 > others.count
    }

    /// One transmitter alone may have been turned, or stand behind something new: two at least have to agree.
    private static func alarm(_ sensor: String, _ votes: [Double]) -> CalibrationUpdate.Alarm? {
        let changed = votes.filter { abs($0) > threshold }.sorted()
        guard changed.count >= 2, changed.count * 2 > votes.count else { return nil }
        if changed[0].sign == changed[changed.count - 1].sign {
            return .sensorChanged(sensor, changed[changed.count / 2])
        }
        let square = changed.reduce(0) { $0 + $1 * $1 } / Double(changed.count)
        return .sensorMoved(sensor, square.squareRoot() / threshold)
    }

    /// Decibels by which a sensor has changed.
    private static func size(of alarm: CalibrationUpdate.Alarm) -> Double {
        switch alarm {
        case .tooFewSamples, .exponentDrift: 0
        case .sensorChanged(_, let change): abs(change)
        case .sensorMoved(_, let factor): factor * threshold
        }
    }

    /// Decibels from which a link has changed.
    static let threshold = 6.0
    static let mostTransmitters = 128
    /// Together with ``memory``, what is kept of a tag is gone 20 min after its last frame.
    private static let interval = Interval.minutes(5)
    private static let memory = Interval.minutes(10)
    /// Decibels in succession that make an alarm: half an hour of what a body takes, a quarter of an hour of what an
    /// antenna gives. With 30, somebody who stands before a sensor would be told twice a day.
    private static let proof = 60.0
}

/// How one sensor hears one transmitter.
private struct Link: Equatable, Sendable {
    /// What is usual, in dBm.
    private var usual: Double?
    /// The last levels; silence is below all of them.
    private var levels: [Int8] = []
    private var next = 0

    mutating func add(_ reading: Reading) {
        switch reading {
        case .heard(let level, _): store(Int8(min(max(level.rounded(), -127), 127)))
        case .silent: store(.min)
        case .absent: break
        }
    }

    /// Whether it is known what is usual.
    var isKnown: Bool { usual != nil }

    /// Decibels by which the link differs from what is usual; `nil` where that cannot be said.
    var change: Double? {
        guard let usual, let level else { return nil }
        return max(level, Self.faintest) - usual
    }

    /// What is the case becomes what is usual, slowly; what has changed does not.
    mutating func settle() {
        guard let level, level >= Self.faintest else { return }
        guard let change else { return usual = level }
        if abs(change) <= LinkWatch.threshold { usual = level - 0.85 * change }
    }

    /// The median of the last levels, if there are enough of them and they are those of something that stands still.
    private var level: Double? {
        guard levels.count >= Self.fewest else { return nil }
        let sorted = levels.sorted()
        let (low, middle, high) = (sorted[sorted.count / 4], sorted[sorted.count / 2], sorted[sorted.count * 3 / 4])
        if middle == .min { return Double(middle) }
        return Int(high) - Int(max(low, -100)) <= Self.widest ? Double(middle) : nil
    }

    private mutating func store(_ level: Int8) {
        if levels.count < Self.most { levels.append(level) } else { levels[next] = level }
        next = (next + 1) % Self.most
    }

    static let fewest = 12
    private static let most = 16
    /// Decibels between the quartiles of something that stands still, at most.
    private static let widest = 8
    /// What is not heard is fainter than this, in dBm.
    private static let faintest = -95.0
}
