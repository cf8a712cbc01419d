public import Counting
public import Presence
public import Privacy
public import Timekeeping

/// Counts the windows of captures while their frames pass by.
///
/// The estimator speaks of 15 minutes. A window of 15 minutes or more is the mean of the readings, minute by minute, of
/// the 15 minutes that lie inside it. A shorter window is the one reading of the 15 minutes around its middle, moved
/// inside the stretch that was heard: the agent, which cannot know what comes, reads the 15 minutes that end now. Of a
/// stretch shorter than 15 minutes, scan events are scaled up.
public struct CountCourse: Sendable {
    /// The windows of the stretches that are over, in order.
    public private(set) var windows: [WindowCount] = []

    private let window: Int
    private var stretches: [Range<Int>]
    private var estimator: DeviceEstimator
    /// What is there at night; `nil` when nobody knows when it is night.
    private var background: StationaryBackground?
    /// The next whole minute, which is not over yet; nil when nothing is left.
    private var minute: Int?
    private var readings: [Int: Reading] = [:]
    private var classReadings: [UInt16: [Float]] = [:]
    private var knownClasses: Set<UInt16> = []
    private var scansOfClass: [UInt16: Int] = [:]
    private var tallies: [Tally] = []
    private var scanEvents = 0
    private var allScanEvents = 0
    private let span: Range<WallTime>

    /// A device that is counted by itself.
    public struct Followed: Equatable, Sendable {
        let signature: UInt16
        let isRandomised: Bool
        let share: Double

        /// A device of a class that was there for a share of the window.
        public init(signature: UInt16, isRandomised: Bool, share: Double) {
            self.signature = signature
            self.isRandomised = isRandomised
            self.share = share
        }
    }

    /// Devices in 15 minutes, those of them that are there at night too, those of the others whose address the factory
    /// gave, and bursts of frames.
    private struct Reading {
        var devices = 0.0
        var stationary = 0.0
        var equipment = 0.0
        var bursts = 0.0
    }

    /// What is counted, and not estimated, in a window.
    private struct Tally {
        let minutes: Range<Int>
        let scanEvents: Int
        let addresses: Int
    }

    /// A course over `stretches` of time in which frames were captured, which are in order and lie 15 minutes apart at
    /// least, in windows of whole minutes that begin with each stretch's first minute.
    ///
    /// - Parameter timeZone: The clocks of the place: what is there in the small hours is no people. `nil`: not known.
    public init(
        stretches: [ClosedRange<WallTime>], windowMinutes: Int, table: ClassTable = .shipped,
        timeZone: TimeZoneRules? = nil
    ) {
        precondition(windowMinutes > 0, "a window lasts a minute at least")
        background = timeZone.map(StationaryBackground.init)
        estimator = DeviceEstimator(table: table)
        window = windowMinutes
        self.stretches = stretches.map { Self.minute(of: $0.lowerBound)..<Self.minute(of: $0.upperBound) + 1 }
        span = Self.time(self.stretches.first?.lowerBound ?? 0)..<Self.time(self.stretches.last?.upperBound ?? 0)
        minute = self.stretches.first.map { $0.lowerBound + 1 }
    }

    /// When ``advance(to:takeAddresses:)`` has something to do; nil: never again.
    public var nextDeadline: WallTime? { minute.map(Self.time) }

    /// Lets time pass. `followed` is asked for the devices that are counted by themselves, `takeAddresses` at the end of
    /// each window for the addresses that were heard in it.
    public mutating func advance(
        to time: WallTime, followed: (_ from: WallTime, _ to: WallTime) -> [Followed], takeAddresses: () -> Int
    ) {
        while let next = minute, Self.time(next) <= time { minuteEnded(next, followed, takeAddresses) }
    }

    /// A frame of a device that is inside was heard. Answers whether its class has counted a scan.
    public mutating func heard(_ signature: SignatureClass, _ evidence: ScanEvidence, at time: WallTime) -> Bool {
        let isCounted = evidence.count(signature, in: &estimator, at: time)
        if isCounted || evidence.isFollowed && evidence.startsBurst {
            scanEvents += 1
            allScanEvents += 1
            scansOfClass[signature.bits, default: 0] += 1
        }
        return isCounted
    }

    /// The whole: how many devices came in the course of it. Each class counts for the number of devices that it
    /// had half of the time that it was there (the median), so that devices of one class that follow each other count
    /// once; for one device at least; and for half of one when it scanned but once, since phones now and then send a
    /// request that is built otherwise. That is low when many of one class come and go.
    public func whole(distinctAddresses: Int) -> WindowCount {
        let known = classReadings.filter { knownClasses.contains($0.key) }
        let once = scansOfClass.count { $0.value == 1 && !knownClasses.contains($0.key) }
        let devices = known.values.reduce(Double(min(once, known.count)) / 2) { sum, readings in
            sum + max(Double(readings.sorted()[readings.count / 2]), 1)
        }
        return WindowCount(
            from: span.lowerBound, to: span.upperBound, devices: .uncalibrated(devices),
            stationary: background?.devices(of: devices) ?? 0, distinctAddresses: distinctAddresses,
            scanEvents: allScanEvents)
    }

    private mutating func minuteEnded(
        _ end: Int, _ followed: (WallTime, WallTime) -> [Followed], _ takeAddresses: () -> Int
    ) {
        guard let stretch = stretches.first else { return }
        let isLast = end == stretch.upperBound
        read(at: end, heard: end - stretch.lowerBound, isLast: isLast, followed)
        if (end - stretch.lowerBound).isMultiple(of: window) || isLast {
            let start = tallies.last?.minutes.upperBound ?? stretch.lowerBound
            tallies.append(Tally(minutes: start..<end, scanEvents: scanEvents, addresses: takeAddresses()))
            scanEvents = 0
        }
        minute = end + 1
        if isLast { finish(stretch) }
    }

    /// Reads the minutes that end with `end`, if they are 15 or all that there are.
    private mutating func read(
        at end: Int, heard: Int, isLast: Bool, _ followed: (WallTime, WallTime) -> [Followed]
    ) {
        guard heard >= Self.reach || isLast else { return }
        var reading = Reading()
        var ofClass: [UInt16: Double] = [:]
        for device in followed(Self.time(end - min(heard, Self.reach)), Self.time(end)) {
            ofClass[device.signature, default: 0] += device.share
            knownClasses.insert(device.signature)
            if !device.isRandomised { reading.equipment += device.share }
        }
        estimator.forEachClass(
            at: Self.time(end) - .nanoseconds(1), heardMinutes: heard, besides: ofClass
        ) { signature, devices, isKnown in
            ofClass[signature, default: 0] += devices
            if isKnown { knownClasses.insert(signature) }
        }
        for (signature, devices) in ofClass.sorted(by: { $0.key < $1.key }) {
            reading.devices += devices
            classReadings[signature, default: []].append(Float(devices))
        }
        withoutBackground(&reading, at: Self.time(end))
        let bursts = estimator.bursts(at: Self.time(end) - .nanoseconds(1))
        reading.bursts = Double(bursts * Self.reach) / Double(min(heard, Self.reach))
        readings[end] = reading
    }

    /// As the agent does: what is there at night does not come and go.
    private mutating func withoutBackground(_ reading: inout Reading, at time: WallTime) {
        background?.minute(devices: reading.devices, equipment: reading.equipment, at: time)
        guard let background else { return }
        reading.stationary = background.devices(of: reading.devices)
        reading.equipment -= background.equipment(of: reading.equipment)
    }

    private mutating func finish(_ stretch: Range<Int>) {
        for tally in tallies {
            let reading = reading(of: tally.minutes, in: stretch)
            windows.append(
                WindowCount(
                    from: Self.time(tally.minutes.lowerBound), to: Self.time(tally.minutes.upperBound),
                    devices: .uncalibrated(reading.devices), stationary: reading.stationary,
                    equipment: reading.equipment, bursts: reading.bursts, distinctAddresses: tally.addresses,
                    scanEvents: tally.scanEvents))
        }
        tallies.removeAll(keepingCapacity: true)
        readings.removeAll(keepingCapacity: true)
        stretches.removeFirst()
        minute = stretches.first.map { $0.lowerBound + 1 }
    }

    private func reading(of minutes: Range<Int>, in stretch: Range<Int>) -> Reading {
        let first = min(stretch.lowerBound + Self.reach, stretch.upperBound)
        let ends: ClosedRange<Int>
        if minutes.count >= Self.reach {
            ends = minutes.lowerBound + Self.reach...minutes.upperBound
        } else {
            let around = (minutes.lowerBound + minutes.upperBound + Self.reach) / 2
            let end = min(max(around, first), stretch.upperBound)
            ends = end...end
        }
        let count = Double(ends.count)
        return ends.reduce(into: Reading()) { mean, end in
            mean.devices += (readings[end]?.devices ?? 0) / count
            mean.stationary += (readings[end]?.stationary ?? 0) / count
            mean.equipment += (readings[end]?.equipment ?? 0) / count
            mean.bursts += (readings[end]?.bursts ?? 0) / count
        }
    }

    private static func minute(of time: WallTime) -> Int {
        Int(flooredDivision(time.nanoseconds, by: Interval.minutes(1).nanoseconds).quotient)
    }

    private static func time(_ minute: Int) -> WallTime { WallTime(seconds: Int64(minute) * 60) }

    private static let reach = 15
}
