public import Counting

/// The windows of captures with their people, and how well these were counted.
public struct CountEvaluation: Equatable, Sendable {
    /// A window and the people in it.
    public struct Window: Equatable, Sendable {
        /// What was counted.
        public let count: WindowCount
        /// How many people were there, as estimated.
        public let people: Estimate
        /// How many were really there; nil when nobody counted them.
        public let truth: Double?
        /// Whether the calibration was learnt from it: then it is not scored.
        public let isForCalibration: Bool
    }

    /// The windows, in order.
    public let windows: [Window]
    /// The whole capture: all that came in the course of it. It has no truth.
    public let whole: Window?
    /// What devices are taken for; nil: every device but those with
    /// a factory's address is a person, within a factor of two.
    public let calibration: PeopleCalibration?
    /// The score of the windows that have a truth and are not the calibration's; nil when there are none.
    public let score: CountScore?

    /// An evaluation without calibration, if `calibrationTruth` is nil or useless; against no truth, if `truth` is nil.
    public init(
        _ counts: [WindowCount], whole: WindowCount?, windowMinutes: Int, truth: OccupancyTruth?,
        calibrationTruth: OccupancyTruth?
    ) {
        let learnt = counts.map { calibrationTruth?.mean(from: $0.from, to: $0.to) }
        let calibration = PeopleCalibration(
            zip(counts, learnt).compactMap { count, people in people.map { (count, $0) } },
            windowMinutes: windowMinutes)
        func people(_ count: WindowCount) -> Estimate {
            calibration?.people(count) ?? .peopleIndex(devices: count.movingDevices, equipment: count.equipment)
        }
        let windows = zip(counts, learnt).map { count, learnt in
            Window(
                count: count, people: people(count), truth: truth?.mean(from: count.from, to: count.to),
                isForCalibration: calibration != nil && learnt != nil)
        }
        self.windows = windows
        self.whole = whole.map {
            Window(count: $0, people: people($0), truth: nil, isForCalibration: false)
        }
        self.calibration = calibration
        score = CountScore(
            windows.filter { !$0.isForCalibration }.compactMap { window in
                window.truth.map { (window.people, $0) }
            })
    }
}
